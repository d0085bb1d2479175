"""Texts of the tables and the page of translations in Vietnamese and English."""

from collections.abc import Mapping

from generator.authoring.translations import TranslationStatus
from generator.schema.field_forms import Both

STATUS_WORDS: Mapping[TranslationStatus, Both] = {
    TranslationStatus.OUTDATED: ("cũ", "outdated"),
    TranslationStatus.UNCHECKED: ("chưa đối chiếu", "unchecked"),
    TranslationStatus.MISSING: ("chưa có", "missing"),
    TranslationStatus.CURRENT: ("đúng bản gốc", "current"),
}
STATUS_MEANINGS: Mapping[TranslationStatus, Both] = {
    TranslationStatus.OUTDATED: (
        "Bản gốc đã thay đổi sau khi dịch. Sửa bản dịch, rồi chạy «khotin translations accept TỆP».",
        "The original has changed since. Fix the translation, then run “khotin translations accept FILE”.",
    ),
    TranslationStatus.UNCHECKED: (
        "Bản dịch không ghi là dịch từ bản gốc nào. Đối chiếu, rồi chạy «khotin translations accept TỆP».",
        "The file does not say of which original it is. Compare, then run “khotin translations accept FILE”.",
    ),
    TranslationStatus.MISSING: (
        "Bài chưa dịch. Chạy «khotin new --translate TỆP» để có tệp mà dịch.",
        "Not translated yet. Run “khotin new --translate FILE” for a file to begin with.",
    ),
    TranslationStatus.CURRENT: (
        "Bản dịch đúng với bản gốc hiện nay.",
        "Translations of the original as it is now.",
    ),
}
WORDS: Mapping[str, Both] = {
    "title": ("Bản dịch của kho tin", "Translations of the archive"),
    "into": ("Dịch sang:", "Into:"),
    "as_of": ("Tính đến", "As of"),
    "section": ("Mục", "Section"),
    "province": ("Tỉnh, thành phố", "Province"),
    "all": ("Tất cả", "All"),
    "date": ("Ngày đăng", "Date"),
    "original": ("Bản gốc", "Original"),
    "translation": ("Bản dịch", "Translation"),
    "translated": ("Đối chiếu", "Compared"),
    "page": ("trang", "page"),
    "begun": ("đã có tệp, chưa có tiêu đề", "begun, without a title"),
    "nothing": ("Không có bài nào.", "There are none."),
    "standing": ("Trang giới thiệu", "Standing pages"),
    "unknown": ("Chưa rõ", "Unknown"),
}
