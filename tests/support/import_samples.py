"""Shared by the tests of the importer: a run of the command, pages, pictures, a WARC."""

import functools
import http.server
import io
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import frontmatter
from click.testing import CliRunner, Result
from lxml import html
from PIL import Image
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from generator.commands.import_ import import_command

BODY = (
    "Sáng 8/1, Sở Khoa học và Công nghệ tỉnh Nam Định tổ chức hội nghị tổng kết công tác năm 2013 và triển "
    "khai nhiệm vụ năm 2014. Hội nghị có sự tham dự của lãnh đạo các phòng, đơn vị trực thuộc.",
    "Trong năm qua, Sở đã quản lý 26 đề tài, dự án cấp tỉnh, trong đó 12 đề tài được nghiệm thu, phần lớn "
    "được ứng dụng ngay tại các xã ven biển của tỉnh.",
    "Năm 2014, Sở tập trung vào việc đưa kết quả nghiên cứu vào sản xuất, nhất là giống lúa chịu mặn và gạch "
    "không nung, và nâng cao năng lực kiểm định phương tiện đo.",
)


def page(
    title: str = "Sở Khoa học và Công nghệ tổng kết năm 2013",
    date: str = "08/01/2014 09:30",
    author: str = "Trần Thị Mẫu",
    body: tuple[str, ...] = BODY,
    extra: str = "",
    head: str = "",
) -> str:
    """A saved page of an article in the manner of a simple portal."""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in body)
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
        "<body>\n"
        f'<div class="menu"><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></div>\n'
        f'<div class="content"><h1>{title}</h1>\n<p class="date">Ngày đăng: {date}</p>\n'
        f'{paragraphs}\n{extra}\n<p style="text-align:right"><strong>{author}</strong></p></div>\n'
        f"</body></html>\n"
    )


def picture(colour: str = "red", size: tuple[int, int] = (320, 200), kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder, with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run(site: Path, *arguments: str | Path, lang: str = "en") -> Result:
    """`khotin import` with these arguments, by one worker process."""
    options = ["--site", str(site), "--lang", lang, "--jobs", "1"]
    return CliRunner().invoke(import_command, [*map(str, arguments), *options], catch_exceptions=False)


@dataclass(frozen=True)
class Imported:
    """An article as it lies in content/."""

    path: str
    fields: Mapping[str, Any]
    body: str


def articles(site: Path) -> list[Imported]:
    """The articles of a site by their paths."""
    found = []
    for path in sorted((site / "content").rglob("*.md")):
        post = frontmatter.load(str(path))
        found.append(Imported(path.relative_to(site).as_posix(), post.metadata, post.content))
    return found


def only_article(site: Path) -> Imported:
    (article,) = articles(site)
    return article


# --- a crawl ----------------------------------------------------------------------------------------------


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_args: object) -> None:  # noqa: A002
        pass


def crawl(start: str, warc: Path, *, packed: bool = True) -> int:
    """Crawls all pages below the address into a WARC; returns the number of records."""
    waiting, seen = [start], {start}
    with warc.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        while waiting:
            address = waiting.pop(0)
            status, headers, data = _fetched(address)
            record = writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(data),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2025-06-30T10:00:00Z"},
            )
            writer.write_record(record)
            for link in _links(address, headers, data):
                if link.startswith(start) and link not in seen:
                    seen.add(link)
                    waiting.append(link)
    return len(seen)


def _fetched(address: str) -> tuple[str, list[tuple[str, str]], bytes]:
    try:
        with urllib.request.urlopen(address) as answer:
            return f"{answer.status} OK", list(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        return f"{error.code} Error", list(error.headers.items()), error.read()


def _links(address: str, headers: list[tuple[str, str]], data: bytes) -> Iterator[str]:
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if "html" not in kind:
        return
    for _, _, link, _ in html.fromstring(data).iterlinks():  # type: ignore[attr-defined]  # HtmlElement has it
        yield urldefrag(urljoin(address, link))[0]
