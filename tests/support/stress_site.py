"""A site of everything that strains a page: long titles, long lists, long texts, every field and medium.

What it says is made up; the provinces are real, so that the pages of their history are too.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.support.stress_texts import (
    ENGLISH_SENTENCES,
    EVERY_FIELD,
    EVERY_FIELD_IN_ENGLISH,
    LONG_TITLE,
    LONG_TITLE_IN_ENGLISH,
    MARKDOWN,
    NAMES,
    SENTENCES,
    SETTINGS,
    UNDATED,
)

LIST_LENGTH = 200
WORDS = 5000
OLD_PROVINCES = (
    ("Hà Nam Ninh", 1985),
    ("Nam Hà", 1994),
    ("Bắc Thái", 1990),
    ("Hà Tây", 2003),
    ("Vĩnh Phú", 1992),
    ("Cần Thơ", 1998),
    ("Hậu Giang", 2010),
    ("Thừa Thiên Huế", 2012),
    ("Đắk Nông", 2019),
)
PICTURES = (("rong", 1600, 500), ("ngang", 1200, 800), ("dung", 700, 1400), ("nho", 64, 48))

SAMPLE_CONTENT = Path(__file__).parents[2] / "content"


def write_stress_site(folder: Path) -> None:
    """Writes the site's settings, articles and media into an empty folder."""
    content = folder / "content"
    _write(folder / "site.toml", SETTINGS)
    _write(content / "gioi-thieu.md", _file({"title": "Giới thiệu"}, "Trang này không có bản tiếng Anh."))
    _draw_pictures(content)
    for path, text in (*_articles(), *_items(), *_long_list(), *_old_provinces()):
        _write(content / path, text)


def _articles() -> Iterator[tuple[str, str]]:
    """One article for each strain."""
    facts = {"date": "2016-05-19", "author": "Tổ kiểm thử", "province": "Nam Định"}
    yield "tin-tuc/2016/tieu-de-dai.md", _file({"title": LONG_TITLE, **facts}, _paragraphs(120))
    yield "tin-tuc/2016/tieu-de-dai.en.md", _file({"title": LONG_TITLE_IN_ENGLISH}, ENGLISH_SENTENCES[0])
    title = {"title": "Ằ ễ Đ ự ỡ ẫ ợ ỹ Ữ và năm nghìn chữ"}
    yield "tin-tuc/2016/nam-nghin-chu.md", _file({**title, **facts}, f"{_paragraphs(WORDS)}\n\n{MARKDOWN}")
    english = f"{' '.join(ENGLISH_SENTENCES * 6)}\n\n{MARKDOWN}"
    yield (
        "tin-tuc/2016/nam-nghin-chu.en.md",
        _file({"title": "Many words, and what Markdown can do"}, english),
    )
    yield "tin-tuc/2016/du-moi-thu.md", EVERY_FIELD
    yield "tin-tuc/2016/du-moi-thu.en.md", EVERY_FIELD_IN_ENGLISH
    yield "tin-tuc/chua-ro-gi.md", UNDATED
    original = {"title": "Only in English", "original": "en", **facts}
    yield "tin-tuc/2016/only-in-english.en.md", _file(original, ENGLISH_SENTENCES[1])


def _items() -> Iterator[tuple[str, str]]:
    """Photo story, films, product and document, each with as much or as little as they may have."""
    facts = {"date": "2016-06", "author": "Lê Thị Ỷ", "province": "Cần Thơ"}
    images = "".join(f"\n  - {name}.webp" for name, _, _ in PICTURES * 3)
    yield "anh/bo-anh.md", _file({"title": "Mười hai bức ảnh", **facts, "images": images}, "")
    yield "anh/bo-anh.en.md", _file({"title": "Twelve photographs"}, "Without captions.")
    film = "\n  src: phim.mp4\n  caption: Phim có lời dẫn"
    yield "video/phim.md", _file({"title": "Phim không ảnh bìa", **facts, "video": film}, "")
    elsewhere = "\n  url: https://video.example/xem?v=1&t=2"
    yield "video/noi-khac.md", _file({"title": "Phim ở nơi khác", **facts, "video": elsewhere}, "Xem ở kia.")
    yield "video/noi-khac.en.md", _file({"title": "A film elsewhere"}, "See it there.")
    yield "san-pham/may-say.md", _file({"title": "Máy sấy, không có ảnh", **facts}, SENTENCES[0])
    yield "san-pham/may-say.en.md", _file({"title": "A dryer without a picture"}, ENGLISH_SENTENCES[0])
    files = "\n  - quyet-dinh.pdf\n  - src: phu-luc.pdf\n    title: Phụ lục của quyết định"
    yield "van-ban/quyet-dinh.md", _file({"title": "Quyết định số 1", **facts, "attachments": files}, "")
    yield "van-ban/quyet-dinh.en.md", _file({"title": "Decision no. 1"}, "In Vietnamese.")


def _long_list() -> Iterator[tuple[str, str]]:
    """Two hundred articles of one month, and one in five of them in English."""
    for number in range(LIST_LENGTH):
        facts = {
            "date": f"2015-03-{number % 28 + 1:02d}",
            "author": NAMES[number % len(NAMES)],
            "province": ("Nam Định", "Hà Nam", "Lạng Sơn", "Bắc Kạn")[number % 4],
            "tags": f"tag {number % 9}, đo lường",
        }
        sentence = SENTENCES[number % len(SENTENCES)]
        yield f"tin-tuc/2015/bai-{number}.md", _file({"title": f"Bài số {number}", **facts}, sentence)
        if number % 5 == 0:
            yield f"tin-tuc/2015/bai-{number}.en.md", _file({"title": f"Item {number}"}, ENGLISH_SENTENCES[2])


def _old_provinces() -> Iterator[tuple[str, str]]:
    for number, (province, year) in enumerate(OLD_PROVINCES):
        facts = {
            "title": f"Tin từ {province}",
            "date": str(year),
            "author": "Sở Khoa học",
            "province": province,
        }
        yield f"tin-tuc/cu/tin-{number}.md", _file(facts, SENTENCES[number])


def _paragraphs(words: int) -> str:
    """So many words of Vietnamese, always the same, in paragraphs of about ninety."""
    chance = random.Random(words)
    found: list[str] = []
    while len(found) < words:
        found += chance.choice(SENTENCES).split()
    return "\n\n".join(" ".join(found[at : at + 90]) for at in range(0, words, 90))


def _file(fields: dict[str, str], body: str) -> str:
    header = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{header}---\n\n{body}\n"


def _draw_pictures(content: Path) -> None:
    """Pictures of every shape in each folder that uses them, with a film and two documents."""
    for section in ("tin-tuc/2016", "anh"):
        (content / section).mkdir(parents=True)
        for name, width, height in PICTURES:
            Image.linear_gradient("L").resize((width, height)).save(content / section / f"{name}.webp")
    film = SAMPLE_CONTENT / "video/2017/kiem-dinh-bac-kan.mp4"
    for copy in ("video/phim.mp4", "tin-tuc/2016/phim.mp4"):
        (content / copy).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(film, content / copy)
    for copy in ("van-ban/quyet-dinh.pdf", "van-ban/phu-luc.pdf", "tin-tuc/2016/bang-so-lieu.pdf"):
        (content / copy).parent.mkdir(parents=True, exist_ok=True)
        (content / copy).write_bytes(b"%PDF-1.4\n%%EOF\n")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
