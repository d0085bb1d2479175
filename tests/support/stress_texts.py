"""The texts of the stress site."""

SETTINGS = """\
base_url = "https://khotin.example/luu-tru/"
languages = ["vi", "en"]

[name]
vi = "Kho tin lưu trữ của Sở Khoa học và Công nghệ một tỉnh có cái tên rất dài"
en = "The Archive of the Department of Science and Technology of a Province with a Long Name"

[description]
vi = "Một kho tin chỉ để thử giới hạn của giao diện."
en = "An archive that only tries the limits of the theme."

[masthead]
agency = { vi = "Cơ quan chủ quản thử nghiệm" }
responsible = { vi = "Nguyễn Thị Thử", en = "Nguyễn Thị Thử" }
address = { vi = "Số 1, phố Thử", en = "1 Test Street" }
phone = "000 000 0000"
email = "mot-dia-chi-thu-dien-tu-rat-dai@khotin.example"
licence = { vi = "Không có giấy phép", en = "No licence" }

[[links]]
name = { vi = "Một trang liên kết chỉ có tên tiếng Việt" }
url = "https://linked.example/"

[sections.tin-tuc]
name = { vi = "Tin tức", en = "News" }
slug = { vi = "tin-tuc", en = "news" }

[sections.anh]
name = { vi = "Ảnh", en = "Photos" }
kind = "photo"

[sections.video]
name = { vi = "Video", en = "Videos" }
kind = "video"

[sections.san-pham]
name = { vi = "Sản phẩm khoa học và công nghệ tiêu biểu", en = "Products" }
kind = "product"

[sections.van-ban]
name = { vi = "Văn bản", en = "Documents" }
kind = "document"

[sections.sang-kien]
name = { vi = "Sáng kiến" }

[tags]
"đo lường" = { en = "metrology" }

[markdown]
extensions = ["tables", "footnotes", "sane_lists", "def_list", "abbr", "fenced_code"]
"""

LONG_TITLE = (
    "Hội nghị tổng kết công tác nghiên cứu, ứng dụng và chuyển giao tiến bộ khoa học, kỹ thuật"
    " vào sản xuất nông nghiệp và đời sống nhân dân năm qua"
)
LONG_TITLE_IN_ENGLISH = (
    "Conference reviews the year's research, application and transfer of scientific and technical"
    " advances to farming and to people's daily lives"
)

SENTENCES = (
    "Trạm quan trắc ghi lại nhiệt độ, độ ẩm và lượng mưa mỗi giờ rồi gửi số liệu về trung tâm của tỉnh.",
    "Các hộ trồng lúa được hướng dẫn bón phân theo bảng so màu lá: lượng đạm giảm mà năng suất giữ nguyên.",
    "Phòng thử nghiệm mới có đủ thiết bị để kiểm tra nước sinh hoạt, thực phẩm và vật liệu xây dựng.",
    "Đề tài kéo dài ba năm, qua sáu vụ liền, trên những thửa ruộng có chất đất khác hẳn nhau.",
    "Người dân chỉ cần soi nhãn bằng điện thoại là biết quả cam đến từ vườn nào, hái ngày nào.",
    "Kết quả được đăng đầy đủ để ai cũng có thể tra cứu, kiểm tra lại và dùng cho việc của mình.",
    "Lớp tập huấn mở ở từng xã, buổi sáng nghe giảng, buổi chiều ra đồng làm thử.",
    "Chiếc cân ở chợ được kiểm định mỗi năm một lần, tem dán ở mặt trước để người mua nhìn thấy.",
    "Những con số trong báo cáo đều ghi rõ nguồn, cách đo và sai số cho phép.",
    "Ở vùng cao, máy sấy dùng củi và năng lượng mặt trời giúp giữ thảo quả qua mùa mưa dầm.",
)

ENGLISH_SENTENCES = (
    "The station notes temperature, humidity and rainfall every hour and sends its figures to the centre.",
    "Growers learn to read the colour of the leaf before they spread any fertiliser.",
    "Every figure in the report comes with its source, the way it was measured and the permitted error.",
)

NAMES = (
    """\
Trần Thị Ánh, Nguyễn Văn Bình, Lê Ngọc Châu, Phạm Đình Dũng, Vũ Thị Đào, Bùi Quang Giang, Đỗ Thị Hưng,
Đỗ Thị Hùng, Ngô Thị Ích, Lý Thị Lan, Mai Văn Mỹ, Đặng Thị Nga, Hồ Văn Oanh, Dương Thị Phượng, Tạ Minh Quân,
Cao Thị Sương, Lương Văn Tâm, Hà Thị Uyên, Đinh Công Vượng, Trịnh Thị Xuân, Chu Thị Yến, Quách Tỉnh Y
""".replace("\n", " ")
    .strip()
    .split(", ")
)

_HEADER = "| Chỉ tiêu | " + " | ".join(f"Năm {year}" for year in range(2001, 2015)) + " |"
_RULE = "|---|" + "---:|" * 14
_ROW = "| Số đề tài được nghiệm thu | " + " | ".join(f"1.{n:03d}.000" for n in range(14)) + " |"

MARKDOWN = f"""\
## Ằ ễ Đ ự ỡ ẫ ợ ỹ Ữ

### Bảng rộng

{_HEADER}
{_RULE}
{_ROW}
{_ROW}

#### Danh sách

1. Một
    - Hai
        - Ba
2. Bốn[^1]

> Một câu trích, dài đủ để xuống dòng trên điện thoại, rồi lại xuống dòng lần nữa.

Thuật ngữ
:   Giải thích của thuật ngữ.

```
dong_ma_khong_co_cho_xuong_dong = "0123456789012345678901234567890123456789012345678901234567890123456789"
```

Địa chỉ dài: <https://dia-chi.example/mot/duong/dan/rat/dai/khong/co/cho/nao/de/xuong/dong/tren/dien/thoai.html>
và KH&CN, **đậm**, *nghiêng*, `mã`, H~2~O.

![Ảnh rộng](rong.webp "Chú thích của ảnh rộng")

![Ảnh đứng](dung.webp)

![Ảnh nhỏ](nho.webp)

*[KH&CN]: khoa học và công nghệ

[^1]: Chú thích cuối trang.
"""

EVERY_FIELD = """\
---
title: Bài có đủ mọi thứ
date: 08/01/2014 18:11
author: [Trần Thị Ánh, Nguyễn Văn Bình, organisation: Trung tâm Thử nghiệm]
province: [Nam Định, Hà Nam, Hà Nội]
review: [author, source]
summary: Tóm tắt của bài này dài hơn một dòng và không lặp lại đoạn đầu của bài, để cả hai cùng được thấy.
updated: 2014-02-01
tags: [đo lường, tag 1, tag 2, tag 3, một thẻ chỉ có ở bài này và có tên rất dài]
publisher:
  vi: Sở Khoa học và Công nghệ tỉnh Nam Định
source:
  name: Trang của Sở
  url: https://nguon.example/bai/1?id=2&loai=3
  captured: 2025-06-30
  sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
cover:
  src: ngang.webp
  alt: Dải màu từ đen sang trắng
  caption: Chú thích của ảnh bìa
  credit: Tổ kiểm thử
images:
  - src: rong.webp
    alt: Dải rộng
    caption: Chú thích khá dài của một bức ảnh rộng, để xem nó xuống dòng ở đâu và có chạm vào ảnh bên không
    credit: Tổ kiểm thử
  - dung.webp
  - nho.webp
video:
  src: phim.mp4
  poster: ngang.webp
  alt: Ba thanh ngang
  caption: Phim tám giây
attachments:
  - src: bang-so-lieu.pdf
    title: Bảng số liệu
corrections:
  - date: 2014-01-10
    text: {vi: Bản đầu ghi sai số cột đo., en: The first version gave a wrong number of pumps.}
  - date: 2014-01-12
    text: Bản đầu ghi sai tên trạm.
withdrawn:
  date: 2015-01-01
  reason: {vi: Số liệu không còn đúng., en: The figures no longer hold.}
  authority: Tổ kiểm thử
  text: kept
comments:
  - author: Bạn đọc
    date: 2014-01-09
    text: Bài hay!
  - text: Một bình luận không tên và khá dài, để xem dòng chữ có quá dài trên màn hình rộng không.
poll:
  question: Bạn thấy trang này thế nào?
  answers: {Tốt: 1200, Được: 30, Chưa được: 4}
views: 12345
---

Đoạn đầu của bài.
"""

EVERY_FIELD_IN_ENGLISH = """\
---
title: An article with everything
translator: Lê Ngọc Châu
---

The first paragraph.
"""

UNDATED = """\
---
title: Bài chưa rõ ngày, chưa rõ ai viết, ở đâu
date: unknown
author: unknown
province: unknown
review: [date, author, province]
---

Không ai còn nhớ bài này đăng hôm nào.
"""
