"""A site built by Khotin, crawled and imported again, returns the same articles."""

import re
import shutil
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from generator.build.request import BuildRequest
from generator.build.run import build
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.text.dates import parse_date
from generator.text.unicode import fold
from tests.support.import_samples import Imported, articles, crawl, picture, run, served, written
from tests.support.site import BUILD_DATE, SETTINGS, Site

FIRST = "Một hội nghị nhỏ mở đầu năm mới ở Nam Định, với hai mươi sáu đề tài được kể lại từng việc một."
SECOND = (
    "Các nhóm nghiên cứu trình bày về giống lúa chịu mặn, gạch không nung và phần mềm quản lý phương tiện đo."
)
THIRD = "Buổi chiều, đoàn đến thăm một xưởng cơ khí ở huyện Ý Yên, nơi máy gặt cải tiến đang chạy thử."
CONTENT = f"""\
-- content/tin-tuc/2014/hoi-nghi.md --
---
title: Hội nghị đầu năm kể lại hai mươi sáu đề tài
date: 2014-01-08 16:30
author: Trần Thị Mẫu
province: Nam Định
tags: [đo lường, nông nghiệp]
---

{FIRST}

## Những việc đã làm

{SECOND}

- Giống lúa chịu mặn ở ba xã ven biển;
- Gạch không nung ở hai huyện.

> Điều đáng quý là mỗi đề tài đều có người nhận kết quả.

![Xưởng cơ khí ở Ý Yên](xuong.png)

{THIRD}

-- content/tin-tuc/2014/thanh-tra.md --
---
title: Thanh tra nhãn hàng ở bốn huyện của Lạng Sơn
date: 2018-01-19
author: [Lê Văn Thử, Nguyễn Thị Nháp]
province: Lạng Sơn
---

Đoàn thanh tra đi qua bốn huyện trong mười ngày, kiểm tra nhãn hàng điện tử và đồng hồ taxi của ba hãng xe.

| Huyện | Cơ sở |
| --- | --- |
| Cao Lộc | 12 |
| Lộc Bình | 9 |

Phần lớn cơ sở làm đúng quy định; bốn cơ sở phải sửa lại nhãn trong vòng một tháng.
-- content/tin-tuc/2014/thanh-tra.en.md --
---
title: Label inspections in four districts of Lang Son
---

The inspectors went through four districts in ten days and looked at labels of electronic goods.

Most shops follow the rules; four of them have to mend their labels within a month.
"""


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The articles as they were, and as they came back through a WARC of the served site."""
    folder = tmp_path_factory.mktemp("round-trip")
    old = Site(folder / "old")
    old.output.mkdir(parents=True)
    with served(old.output) as address:
        settings = SETTINGS.replace("https://khotin.example/luu-tru/", address)
        old.write(f"-- site.toml --\n{settings}")
        old.write(CONTENT)
        written(old.folder / "content/tin-tuc/2014", {"xuong.png": picture("navy")})
        assert old.build().impact is not None
        crawl(address, folder / "old.warc.gz")
    new = Site(folder / "new")
    new.write(f"-- site.toml --\n{SETTINGS}")
    (new.folder / "content").mkdir()
    result = run(new.folder, folder / "old.warc.gz")
    assert result.exit_code == 0, result.stderr
    report = build(BuildRequest(new.folder, new.output, BUILD_DATE, 1))
    assert report.impact is not None, report.problems
    return new, {article.fields["title"]: article for article in articles(new.folder)}


def plain(markdown: str) -> list[str]:
    """The words of a text, without its marks."""
    return re.findall(r"\w+", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown))


def original(name: str) -> frontmatter.Post:
    block = next(part for part in CONTENT.split("-- content/tin-tuc/") if part.startswith(name))
    return frontmatter.loads(block.partition(" --\n")[2])


@pytest.mark.parametrize("name", ["2014/hoi-nghi.md", "2014/thanh-tra.md"])
def test_title_date_author_province_and_text_come_back(returned: Any, name: str) -> None:
    post = original(name)
    _, found = returned
    article: Imported = found[post["title"]]
    assert str(article.fields["date"])[:16] == str(post["date"])[:16]
    assert article.fields["author"] == post["author"]
    assert article.fields["province"] == post["province"]
    assert plain(article.body) == plain(post.content)
    assert not article.fields.keys() & {"draft", "review"}


def test_a_translation_comes_back_in_its_language(returned: Any) -> None:
    post = original("2014/thanh-tra.en.md")
    _, found = returned
    article: Imported = found[post["title"]]
    assert article.path.endswith(".en.md")
    assert plain(article.body) == plain(post.content)


def test_nothing_but_the_articles_comes_back(returned: Any) -> None:
    _, found = returned
    assert len(found) == 3


def test_the_picture_comes_back_and_is_shown(returned: Any) -> None:
    new, found = returned
    article: Imported = found["Hội nghị đầu năm kể lại hai mươi sáu đề tài"]
    (name,) = re.findall(r"!\[Xưởng cơ khí ở Ý Yên\]\(([^)\s]+)", article.body)
    assert (new.folder / article.path).parent.joinpath(name).is_file()
    assert name.isascii()


def test_every_article_of_the_sample_archive_comes_back(tmp_path: Path) -> None:
    """The fields of pages of every kind; where an article has several provinces, none is chosen silently."""
    sample = Path(__file__).parents[2]
    site = Site(tmp_path / "sample")
    shutil.copytree(sample / "content", site.folder / "content")
    shutil.copy(sample / "site.toml", site.folder)
    assert site.build().impact is not None
    posts = (frontmatter.load(str(path)) for path in (site.folder / "content").rglob("*.md"))
    wanted = {post["title"]: post for post in posts if "date" in post}
    pages = [path for path in site.output.rglob("*.html") if b"NewsArticle" in path.read_bytes()]
    found = [import_page(Capture(path.name, path.read_bytes(), "text/html")).value for path in pages]
    assert all(article and not article.draft for article in found)
    originals = [(article, wanted[article.title]) for article in found if article and article.title in wanted]
    assert len(originals) >= 15
    for article, post in originals:
        assert article.date == parse_date(str(post["date"]))
        assert [*article.authors] == ([post["author"]] if isinstance(post["author"], str) else post["author"])
        if isinstance(post["province"], str):
            assert fold(article.province) == fold(post["province"]).replace("can", "kan")
        else:
            assert "province" in article.review


def test_the_old_addresses_become_aliases(returned: Any) -> None:
    _, found = returned
    article: Imported = found["Hội nghị đầu năm kể lại hai mươi sáu đề tài"]
    assert any(alias.endswith("/vi/2014/01/hoi-nghi.html") for alias in article.fields["aliases"])
    assert article.fields["source"]["captured"]
    assert Path(article.path).name == "hoi-nghi-dau-nam-ke-lai-hai-muoi-sau-de-tai.md"


FORMS = """\
Một hội nghị nhỏ mở đầu năm mới ở Nam Định, với hai mươi sáu đề tài được kể lại từng việc một.[^1]

Mật độ là 10⁶ con, giá <del>100</del> nay 90, x<sup>(2)</sup>, khí CO₂.

<table>
<thead>
<tr><th colspan="2">Nhóm</th><th>Số</th></tr>
</thead>
<tbody>
<tr><td rowspan="2">Ý Yên</td><td>Nông nghiệp</td><td>12</td></tr>
<tr><td>Y tế</td><td>7</td></tr>
</tbody>
</table>

| Văn bản | Tải về |
| --- | --- |
| Quyết định 45 | [Xem](https://a.example/k.html) |

Gió cấp 3
:   lay được cành nhỏ

Gió cấp 4
:   bụi bay
:   giấy bay

1. một
    - con
2. hai

Lời xen giữa các mục của danh sách này.

3. ba

<!-- -->

7. bảy

[Video](https://www.youtube.com/watch?v=abcdefghijk)

Các số đo được chép vào sổ và gửi về Sở trước khi trời tối, không thiếu một lần đo nào.

[^1]: Theo báo cáo số 12 của Sở.
"""


def test_every_form_of_text_comes_back_as_it_was_written(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write(f"-- site.toml --\n{SETTINGS}")
    fields = "title: Hội nghị đầu năm kể lại\ndate: 2014-01-08\nauthor: Trần Thị Mẫu\nprovince: Nam Định"
    site.write(f"-- content/tin-tuc/2014/a.md --\n---\n{fields}\n---\n\n{FORMS}")
    assert site.build().problems == ()
    built = next(file for file in site.output.rglob("*.html") if b'"NewsArticle"' in file.read_bytes())
    outcome = import_page(Capture("a.html", built.read_bytes(), "text/html"))
    assert outcome.value is not None
    assert (outcome.value.body, outcome.problems) == (FORMS, ())
