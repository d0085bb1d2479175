"""Importing saved pages: 2,000 pages of 50 KB, as files or as a WARC.

    python -m tests.benchmarks.import_speed --pages 2000 --runs 3

Prints the wall time, the time of processors and the peak memory of all processes of `khotin import`, and a
second run over the same folder, which changes nothing. The goal on two cores: 60 s, 500 MB.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from random import Random

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_HERE = Path(__file__).parent
_SEED_TEXT = (
    "Sáng {day}, Sở Khoa học và Công nghệ tỉnh Nam Định tổ chức hội nghị về {topic} tại {place}.",
    "Theo báo cáo, trong năm qua đã có {number} đơn vị tham gia {topic}, tăng so với năm trước.",
    "Đại diện {place} cho biết việc {topic} giúp bà con tiết kiệm thời gian và chi phí sản xuất.",
    "Trong thời gian tới, Sở sẽ tiếp tục hỗ trợ {number} mô hình {topic} trên địa bàn {place}.",
    "Các đại biểu thảo luận về {topic}, nêu {number} kiến nghị và thống nhất cách làm tại {place}.",
)
_TOPICS = (
    "giống lúa chịu mặn", "đo lường và kiểm định", "sở hữu trí tuệ", "gạch không nung", "an toàn bức xạ",
    "truy xuất nguồn gốc", "nuôi tôm theo công nghệ mới", "tiết kiệm điện", "chuyển đổi số",
    "sáng kiến kỹ thuật",
)  # fmt: skip
_PLACES = (
    "huyện Ý Yên",
    "huyện Giao Thủy",
    "xã Hải Minh",
    "thành phố Nam Định",
    "huyện Vụ Bản",
    "huyện Nghĩa Hưng",
)
_NAMES = ("Trần Thị Mẫu", "Lê Văn Thử", "Nguyễn Thị Nháp", "Phạm Văn Ví Dụ")
_SETTINGS = (
    'name = "Kho thử"\nbase_url = "https://kho.example/"\n\n[sections.tin]\nname = "Tin"\nkind = "news"\n'
)


def pages(count: int, size: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each page, of about `size` bytes: 500 words of article within boilerplate."""
    random = Random(seed)
    for number in range(count):
        sentences = [_sentence(random) for _ in range(30)]
        title = f"{_sentence(random).rstrip('.')[:90]} lần {number}"
        day = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/{random.randint(2008, 2024)}"
        paragraphs = "".join(f"<p>{escape(' '.join(sentences[n : n + 3]))}</p>\n" for n in range(0, 30, 3))
        body = (
            f"<h1>{escape(title)}</h1><p class='date'>Ngày đăng: {day} 09:{random.randint(10, 59)}</p>"
            f"{paragraphs}"
            f"<p style='text-align:right'><b>{random.choice(_NAMES)}</b></p>"
        )
        yield f"tin/{number // 100:03d}/bai-{number}.html", _filled(title, body, size, random)


def _sentence(random: Random) -> str:
    return random.choice(_SEED_TEXT).format(
        day=f"{random.randint(1, 28)}-{random.randint(1, 12)}",
        topic=random.choice(_TOPICS),
        place=random.choice(_PLACES),
        number=random.randint(2, 900),
    )


def _filled(title: str, body: str, size: int, random: Random) -> bytes:
    """The page, with menus, scripts and styles until it has its size, as portals do."""
    head = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)} - Sở KH&amp;CN</title>"
    menu = "".join(
        f"<li><a href='/muc/{n}'>{random.choice(_TOPICS).capitalize()} {n}</a></li>" for n in range(120)
    )
    related = "".join(f"<li><a href='/tin/{n}'>{escape(_sentence(random))}</a></li>" for n in range(40))
    tail = f"<div class='other'><h3>Các tin khác</h3><ul>{related}</ul></div></body></html>"
    page = f"<body><ul class='menu'>{menu}</ul><div class='content'>{body}</div>{tail}"
    script = "var x=function(a,b){return a.id+b;};\n"
    missing = max(0, size - len((head + page).encode()) - 40)
    filler = f"<script>{script * (missing // len(script) + 1)}"[:missing] + "</script></head>"
    return (head + filler + page).encode()


def write_folder(folder: Path, count: int, size: int) -> Path:
    for name, data in pages(count, size):
        path = folder / "skhcn.namdinh.gov.vn" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_warc(path: Path, count: int, size: int) -> Path:
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name, data in pages(count, size):
            address = f"https://skhcn.namdinh.gov.vn/{name}"
            record = writer.create_warc_record(address, "response", io.BytesIO(data), http_headers=headers)
            writer.write_record(record)
    return path


def _measured(source: Path, site: Path, jobs: int) -> dict[str, float]:
    command = (sys.executable, "-c", "from generator.commands import main; main()", "import", str(source))
    options = ("--site", str(site), "--jobs", str(jobs), "--json", "--lang", "en")
    done = subprocess.run(
        [sys.executable, str(_HERE / "measure.py"), "--", *command, *options],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    cost: dict[str, float] = json.loads(done.stdout)
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures khotin import.")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--size", type=int, default=50_000, help="bytes of a page")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-") as name:
        folder = Path(name)
        sources = {
            "folder": write_folder(folder / "saved", arguments.pages, arguments.size),
            "WARC.gz": write_warc(folder / "old.warc.gz", arguments.pages, arguments.size),
        }
        for kind, source in sources.items():
            for run in range(1, arguments.runs + 1):
                site = folder / f"{kind}-{run}"
                site.mkdir()
                (site / "site.toml").write_text(_SETTINGS, "utf-8")
                for turn in ("import", "again"):
                    _print(f"{kind} {turn} {run}", _measured(source, site, arguments.jobs), site)


def _print(name: str, cost: dict[str, float], site: Path) -> None:
    articles = sum(1 for _ in (site / "content").rglob("*.md"))
    sys.stdout.write(
        f"{name:18} {cost['wall']:7.1f} s, {cost['cpu']:7.1f} s of processors, {cost['peak'] / 1e6:6.0f} MB, "
        f"{articles} articles\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
