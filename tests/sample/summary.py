"""The sample document: a one-page PDF with a table of figures, tagged so that it can be read aloud.

Printed by Chromium, which tags headings and tables. Its dates are made constant; the names that
Chromium gives to table cells inside the file still differ from run to run.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from tests.sample.canvas import Fonts

TITLE = "Bảng số liệu khoa học và công nghệ Bắc Kạn, 6 tháng đầu năm 2017"
ROWS = (
    ("Đề tài, dự án đang quản lý", "26", "–", "–"),
    ("Trong đó: chuyển tiếp", "11", "–", "–"),
    ("Trong đó: triển khai mới năm 2017", "15", "–", "–"),
    ("Tuyển chọn đề tài, dự án", "2", "2", "100%"),
    ("Xét duyệt đề tài, dự án", "6", "8", "75%"),
    ("Lượt kiểm tra đề tài, dự án", "10", "22", "45,4%"),
    ("Dự án được nghiệm thu", "2", "–", "25%"),
    ("Cột đo nhiên liệu được niêm phong công tơ", "205", "–", "–"),
    ("Cơ sở được kiểm tra đo lường, chất lượng", "47", "–", "–"),
    ("Cột đo xăng dầu được kiểm định", "88", "156", "56,4%"),
    ("Cân thông dụng được kiểm định", "162", "180", "90%"),
    ("Mẫu vật liệu xây dựng được thử nghiệm", "250", "300", "83%"),
    ("Công trình được đo điện trở tiếp đất", "36", "–", "–"),
    ("Cơ quan được hướng dẫn duy trì ISO", "8", "–", "–"),
    ("Thủ tục hành chính được rà soát", "3", "–", "–"),
    ("Thủ tục đăng ký làm trực tuyến mức 3, 4", "4", "–", "–"),
)
_PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title><style>
@font-face {{ font-family: B; src: url({regular}); }}
@font-face {{ font-family: B; font-weight: 600; src: url({bold}); }}
@page {{ size: A4; margin: 20mm; }}
body {{ font: 11pt/1.45 B; color: #24424a; }}
h1 {{ font-size: 18pt; line-height: 1.25; color: #2f6668; margin: 0 0 4mm; }}
table {{ border-collapse: collapse; width: 100%; margin: 6mm 0; }}
th, td {{ text-align: right; padding: 1.8mm 2mm; border-bottom: .3mm solid #cfe2da; font-weight: 400; }}
th:first-child {{ text-align: left; }}
thead th {{ font-weight: 600; border-bottom: .6mm solid #2f6668; }}
</style></head><body><h1>{heading}</h1>
<p>Kho tin mẫu lập lại từ các con số trong bài của Sở Khoa học và Công nghệ Bắc Kạn ngày 25-7-2017.
Dấu – nghĩa là bài không nêu con số đó.</p>
<table><thead><tr><th scope="col">Nội dung</th><th scope="col">Thực hiện</th><th scope="col">Kế hoạch</th>
<th scope="col">Tỷ lệ</th></tr></thead><tbody>{rows}</tbody></table>
<p>Tài liệu mẫu của dự án Khotin, không phải văn bản của cơ quan nhà nước.</p></body></html>"""


def write_summary(target: Path, fonts: Fonts, browser: str) -> None:
    """Write the PDF; `browser` is the name or path of Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(_html(fonts), encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--export-tagged-pdf",
            f"--user-data-dir={folder}/profile",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--print-to-pdf={folder}/page.pdf",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        target.write_bytes(_timeless(Path(folder, "page.pdf").read_bytes()))


def _html(fonts: Fonts) -> str:
    rows = "".join(
        f'<tr><th scope="row">{name}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for name, *cells in ROWS
    )
    regular, bold = fonts.regular.resolve().as_uri(), fonts.bold.resolve().as_uri()
    return _PAGE.format(
        title=TITLE, heading=TITLE.replace("6 tháng", "6\u00a0tháng"), rows=rows, regular=regular, bold=bold
    )


def _timeless(pdf: bytes) -> bytes:
    """The same PDF with the dates of its making set to those of the article (same length: offsets hold)."""
    return re.sub(rb"\(D:\d{14}", b"(D:20170725093000", pdf)
