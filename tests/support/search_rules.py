"""The rules of matching, each with what it finds and what it does not: the same for every browser and scheme.

The articles are named by letters; a rule says which of them a query finds, and which comes first.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.support.pdfs import text_file
from tests.support.site import SETTINGS, Site

ARTICLES = {
    # Điện Biên the province, and its letters in other words.
    "dien-bien": ("Điện Biên tổng kết năm", "Hội nghị bàn về giống lúa."),
    "bien-ban": ("Ngành điện lập biên bản", "Cột đo bị dừng."),
    # Hòa bình (peace), hoa ... bình, and both words apart.
    "hoa-binh": ("Nguyên tử vì hòa bình", "Triển lãm ở bảo tàng."),
    "hoa-binh-cu": ("Trại hè", "Các em vẽ tranh về hoà bình và biển đảo."),
    "hoa-binh-khong": ("Chợ xuân", "Giá hoa bình ổn suốt tuần."),
    "hoa-va-binh": ("Phòng cháy", "Dung dịch hòa tan. Mỗi nhà có một bình."),
    # Abbreviations and their full forms.
    "khcn-tat": ("Quỹ KHCN", "Hồ sơ vay vốn."),
    "khcn-va": ("Sở KH&CN mở lớp", "Hai mươi học viên."),
    "khcn-du": ("Ngày khoa học và công nghệ", "Mít tinh ở quảng trường."),
    "khcn-anh": ("Ngày hội", "The festival of science and technology was held."),
    "khoa-hoc": ("Khoa học của biển", "Máy móc và công cụ. Nghệ nhân kể chuyện."),
    "ke-hoach": ("Kế hoạch năm", "Phân bổ vốn."),
    "kh": ("Mã KH trên hóa đơn", "Đọc từ trái sang."),
    # A province by its name, shortened, and as some write it.
    "ho-chi-minh": ("Tượng Hồ Chí Minh", "Quảng trường."),
    "tp-hcm": ("Cảng TP.HCM", "Tàu hàng."),
    "dak-lak": ("Voi Đắk Lắk", "Ngà."),
    # What the settings call the same.
    "lon": ("Nuôi lợn", "Chuồng hai tầng."),
    "heo": ("Trại heo", "Chuồng một tầng."),
    # i and y; another vowel is another word.
    "ki-thuat": ("Kĩ thuật ghép cam", "Mắt ghép."),
    "ky-thuat": ("Kỹ thuật ghép bưởi", "Mắt ghép."),
    # English by its stem, in any inflection.
    "standards": ("Standards for scales", "Two inspectors measured them."),
    # Only in a caption, a tag, an author, a file, a successor's name.
    "chu-thich": ("Ảnh vườn ươm", "Một buổi sáng."),
    "the": ("Lớp học đêm", "Một buổi tối."),
    "tac-gia": ("Bút ký", "Một buổi trưa."),
    "thai-binh": ("Dệt chiếu", "Làng bên sông."),
    # Forms of letters and numbers.
    "ho": ("Hồ", "Ông giương ô."),
    "khi": ("Nồng độ CO₂", "Trên 25 km², tải 1.250 tấn, phụ lục Ⅳ, ﬁle gốc, 10⁶ con."),
    "so": (
        "Văn bản",
        "Số 14/2021/QĐ-UBND ngày 24/07/2023, theo TCVN ISO 9001:2015. Viết cho lien-he@khotin.vn.",
    ),
    "so-khac": ("Văn bản khác", "Số 14/2020/QĐ-UBND ngày 24/07/2022, theo ISO 14001:2015."),
}
_FIELDS = {
    "dien-bien": {"province": "Điện Biên"},
    "chu-thich": {"cover": "{src: a.png, alt: Cây mắc ca, caption: Vườn ươm mắc ca}"},
    "the": {"tags": "[bình dân học vụ]"},
    "tac-gia": {"author": "Vi Thị Nhớn"},
    "thai-binh": {"province": "Thái Bình"},
}
KHCN = frozenset({"khcn-tat", "khcn-va", "khcn-du", "khcn-anh"})
HOA_BINH = frozenset({"hoa-binh", "hoa-binh-cu", "hoa-binh-khong", "hoa-va-binh"})
NFD_DIEN_BIEN = "Điện Biên"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a query finds, exactly; where `first` is given, that comes first."""

    name: str
    query: str
    finds: frozenset[str]
    first: str = ""


def _rule(name: str, query: str, *finds: str, first: str = "") -> Rule:
    return Rule(name, query, frozenset(finds), first)


RULES = (
    _rule("without accents", "dien bien", "dien-bien", "bien-ban", first="dien-bien"),
    _rule("with accents, the same", "Điện Biên", "dien-bien", "bien-ban", first="dien-bien"),
    _rule("decomposed, the same", NFD_DIEN_BIEN, "dien-bien", "bien-ban", first="dien-bien"),
    _rule("in capitals, the same", "ĐIỆN BIÊN", "dien-bien", "bien-ban", first="dien-bien"),
    Rule("accents typed are preferred", "hòa bình", HOA_BINH, "hoa-binh"),
    Rule("accents that no text has", "hoá bính", HOA_BINH),
    Rule("the other place of the tone", "hoà bình", HOA_BINH, "hoa-binh"),
    _rule("a phrase is exact", '"hòa bình"', "hoa-binh", "hoa-binh-cu"),
    _rule("a phrase with other accents", '"hoa bình"', "hoa-binh-khong"),
    _rule("a phrase without accents", '"hoa binh"', "hoa-binh", "hoa-binh-cu", "hoa-binh-khong"),
    _rule("a phrase ends with its sentence", '"tan mỗi"'),
    _rule("a longer phrase", '"hoa bình ổn suốt"', "hoa-binh-khong"),
    _rule("a longer phrase that is nowhere", '"hoa bình ổn tuần"'),
    _rule("without a word", "hòa bình -tranh", "hoa-binh", "hoa-binh-khong", "hoa-va-binh"),
    _rule("without a phrase", 'hòa bình -"hòa bình"', "hoa-binh-khong", "hoa-va-binh"),
    Rule("an abbreviation", "KHCN", KHCN),
    Rule("an abbreviation in small letters", "khcn", KHCN),
    Rule("an abbreviation with &", "KH&CN", KHCN),
    Rule("an abbreviation with và", "KH và CN", KHCN),
    Rule("its full form", "khoa học và công nghệ", KHCN),
    Rule("its full form without accents", "khoa hoc cong nghe", KHCN),
    Rule("its English", "science and technology", KHCN),
    _rule("an ambiguous abbreviation stays alone", "KH", "kh", "khcn-va"),
    _rule("what the settings call the same", "nuôi heo", "lon"),
    _rule("and the other way round", "trại lợn", "heo"),
    _rule("y for i", "kỹ thuật", "ki-thuat", "ky-thuat", first="ky-thuat"),
    _rule("i for y", "ki thuat", "ki-thuat", "ky-thuat", first="ki-thuat"),
    _rule("English in the singular", "standard scale", "standards"),
    _rule("English in another tense", "measuring inspector", "standards"),
    _rule("Telex keys", "ddieejn bieen", "dien-bien", "bien-ban", first="dien-bien"),
    _rule("VNI keys", "d9ie6n5 bie6n", "dien-bien", "bien-ban", first="dien-bien"),
    _rule("a province shortened", "tphcm", "ho-chi-minh", "tp-hcm"),
    _rule("a province shortened, in two words", "TP HCM", "ho-chi-minh", "tp-hcm"),
    _rule("a province shortened, with a dot", "tp.hcm", "ho-chi-minh", "tp-hcm"),
    _rule("a province's name, which may be a man's", "Hồ Chí Minh", "ho-chi-minh"),
    _rule("a province as some write it", "Đắc Lắc", "dak-lak"),
    _rule("a province as some write it, without accents", "dac lac", "dak-lak"),
    _rule("blanks left out of a name", "daklak", "dak-lak"),
    _rule("blanks left out", "hochiminh", "ho-chi-minh"),
    _rule("a blank left out, with accents", "nguyêntử", "hoa-binh"),
    _rule("a blank left out before a number", "ISO14001", "so-khac"),
    _rule("a blank left out before the number of a document", "số14/2021", "so"),
    _rule("no correction of an abbreviation", "bcd"),
    _rule("one letter too few", "nguyn tử", "hoa-binh"),
    _rule("two letters exchanged", "tirển lãm", "hoa-binh"),
    _rule("no correction where the word is there", "lon", "lon", "heo"),
    _rule("a caption", "mac ca", "chu-thich"),
    _rule("a tag", "bình dân học vụ", "the"),
    _rule("an author", "vi thi nhon", "tac-gia"),
    _rule("the old name of a province", "Thái Bình chiếu", "thai-binh"),
    _rule("the new name of a province", "Hưng Yên chiếu", "thai-binh"),
    _rule("the text of a file", "sâm Ngọc Linh", "tep"),
    _rule("a lowered digit", "CO2", "khi"),
    _rule("a raised digit", "25 km2", "khi"),
    _rule("a ligature", "file", "khi"),
    _rule("a Roman number", "phu luc IV", "khi"),
    _rule("a number without its dot", "1250", "khi"),
    _rule("a number with a comma", "1,250", "khi"),
    _rule("a date in another form", "24-7-2023", "so"),
    Rule("the number of a document", "14/2021/qd-ubnd", frozenset({"so"}), "so"),
    _rule("a standard as people type it", "tcvn iso 9001-2015", "so"),
    _rule("an address", "lien-he@khotin.vn", "so"),
    Rule("a word of one letter", "ô", frozenset({"ho", "hoa-binh", "khcn-du"}), "ho"),
    _rule("nothing", "qqqqqq wwwwww"),
    _rule("markup", "<img src=x onerror=alert(1)> <b>hoa</b>"),
)


def write_rules_site(folder: Path) -> Site:
    """The site of the rules, with a file that has a text."""
    site = Site(folder)
    site.write(f'-- site.toml --\n{SETTINGS}\n[search]\nsynonyms = [["lợn", "heo"]]\n')
    for name, (title, body) in ARTICLES.items():
        fields = {"title": f'"{title}"', "province": "Cao Bằng"} | _FIELDS.get(name, {})
        site.article(f"tin-tuc/{name}.md", body, **fields)
    site.article(
        "tin-tuc/tep.md",
        "Xem tệp.",
        title="Tài liệu",
        province="Cao Bằng",
        attachments="[{src: a.pdf, title: Tệp}]",
    )
    (folder / "content/tin-tuc/a.pdf").write_bytes(text_file("Vườn sâm Ngọc Linh trên núi"))
    Image.new("RGB", (40, 30)).save(folder / "content/tin-tuc/a.png")
    return site
