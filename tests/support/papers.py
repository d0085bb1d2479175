"""A small archive on disk, with the hand of an editor: it reads and writes single fields and settings."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.pdfs import text_file
from tests.support.site import Site

SETTINGS = """\
base_url = "https://khotin.example/luu-tru/"
languages = ["vi", "en"]
theme = "default"
time_zone = "Asia/Ho_Chi_Minh"
name.vi = "Kho tin"
name.en = "The Archive"
description.vi = "Tin khoa học"
masthead.agency.vi = "Sở Khoa học và Công nghệ"
sections.tin-tuc.name.vi = "Tin tức"
sections.tin-tuc.slug.en = "news"
sections.tin-tuc.kind = "news"
sections.anh.name.vi = "Ảnh"
sections.anh.slug.en = "photos"
sections.anh.kind = "photo"
sections.van-ban.name.vi = "Văn bản"
sections.van-ban.kind = "document"
tags."đo lường".en = "metrology"
search.synonyms = [["KHCN", "khoa học và công nghệ"]]
markdown.extensions = ["tables", "footnotes"]
"""

ARTICLES = """
-- content/tin-tuc/2014/dong-ho.md --
---
title: Kiểm định đồng hồ nước
date: 2014-01-08
author: Trần Văn An
province: Nam Định
tags: [đo lường]
---

Trung tâm kiểm định hai trăm đồng hồ nước
trong một tháng[^1].

[^1]: Kể cả đồng hồ cũ.
-- content/tin-tuc/2014/dong-ho.en.md --
---
title: Water meters verified
---

The centre verified two hundred water meters.
-- content/tin-tuc/2015/ho-so.md --
---
title: Hồ sơ mới
date: 2015-03-10
author: Trần Văn An
province: Hà Nam
tags: [đo lường, hồ sơ]
---

Xem [bài về đồng hồ](../2014/dong-ho.md) và [bảng số liệu](/van-ban/bang.md).
-- content/tin-tuc/2025/cay-mo.md --
---
title: Nuôi cây mô
date: 2025-08-01
author: [Lê Thị Bình, Trần Văn An]
province: Ninh Bình
summary: Phòng nuôi cây mô mở cửa.
---

Phòng nuôi cây mô mở cửa.
-- content/anh/trien-lam.md --
---
title: Triển lãm
date: 2017-06-01
author: Lê Thị Bình
province: Bắc Kạn
cover: một.png
---

![Gian hàng](hai.png)
-- content/van-ban/bang.md --
---
title: Bảng số liệu
date: 2017
author: Sở Khoa học và Công nghệ Bắc Kạn
province: Bắc Kạn
attachments: [bang.pdf]
---

Bảng số liệu sáu tháng.
-- content/gioi-thieu.md --
---
title: Giới thiệu
---

Về kho tin này.
"""

Fields = dict[str, str]


LARGE = 300  # pixels: pages show such a picture in smaller sizes


def png(shade: int, side: int = 2) -> bytes:
    """A tiny picture; those of one side have the same number of bytes, whatever their shade."""
    stream = BytesIO()
    Image.new("L", (side, side), shade).save(stream, "PNG", compress_level=0)
    return stream.getvalue()


class Papers:
    """The files of the site, by their paths from its folder."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        self.site.write(f"-- site.toml --\n{SETTINGS}")
        self.site.write(ARTICLES)
        self.put("content/anh/một.png", png(0))
        self.put("content/anh/hai.png", png(9, side=LARGE))
        self.put_pdf("So lieu 2017")

    def put(self, path: str, content: bytes) -> None:
        file = self.site.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def put_pdf(self, words: str) -> None:
        self.put("content/van-ban/bang.pdf", text_file(words))

    def put_unseen(self, path: str, content: bytes) -> None:
        """Puts a content that has the size and the time of the one before."""
        file = self.site.folder / path
        stat = file.stat()
        assert len(content) == stat.st_size
        file.write_bytes(content)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def pick(self, number: int, pattern: str = "content/*/**/*.md") -> str | None:
        """The path of one of the files that match, the same for the same number."""
        found = sorted(file.relative_to(self.site.folder).as_posix() for file in self._files(pattern))
        return found[number % len(found)] if found else None

    def files_of(self, path: str) -> list[Path]:
        """The files of the article that this file is of: itself and its translations."""
        file = self.site.folder / path
        stem = file.name.removesuffix(".md").removesuffix(".en")
        both = (file.with_name(f"{stem}.md"), file.with_name(f"{stem}.en.md"))
        return [each for each in both if each.is_file()]

    def _files(self, pattern: str) -> list[Path]:
        return [file for file in self.site.folder.glob(pattern) if file.is_file()]

    # --- articles -----------------------------------------------------------------------------------------

    def read(self, path: str) -> tuple[Fields, str]:
        """The fields of an article, as they are spelled, and its body."""
        _, header, body = (self.site.folder / path).read_text("utf-8").split("---\n", 2)
        pairs = (line.partition(": ") for line in header.splitlines())
        return {name: value for name, _, value in pairs}, body

    def write(self, path: str, fields: Fields, body: str) -> None:
        header = "".join(f"{name}: {value}\n" for name, value in fields.items())
        self.put(path, f"---\n{header}---\n{body}".encode())

    def set_field(self, path: str, name: str, value: str) -> None:
        """Sets a field, or takes it away where the value is empty."""
        fields, body = self.read(path)
        fields.pop(name, None)
        self.write(path, fields | ({name: value} if value else {}), body)

    # --- settings -----------------------------------------------------------------------------------------

    def set_setting(self, key: str, value: str) -> None:
        lines = (self.site.folder / "site.toml").read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{key} = ")]
        self.put("site.toml", "\n".join([*kept, f"{key} = {value}", ""]).encode())

    # --- the whole ----------------------------------------------------------------------------------------

    def snapshot(self) -> dict[str, bytes]:
        """All that editors write, which is not what builds write."""
        trees = ("content", "ledger", "themes")
        files = [file for tree in trees for file in self._files(f"{tree}/**/*")]
        files.append(self.site.folder / "site.toml")
        return {file.relative_to(self.site.folder).as_posix(): file.read_bytes() for file in files}

    def restore(self, snapshot: dict[str, bytes]) -> None:
        now = self.snapshot()
        for path in now.keys() - snapshot.keys():
            (self.site.folder / path).unlink()
        for path, content in snapshot.items():
            if now.get(path) != content:
                self.put(path, content)
