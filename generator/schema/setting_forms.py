"""The forms that settings of site.toml can have."""

from enum import StrEnum, auto

from msgspec import Struct

from generator.schema.field_forms import Both


class SettingForm(StrEnum):
    """Form of a setting in TOML. `read/settings.py` has a reader for each."""

    TEXT = auto()
    CHOICE = auto()
    CHOICES = auto()
    LANGUAGES = auto()  # at least one of the choices
    LOCAL_TEXT = auto()  # a text, or a table from language to text
    SITE_ADDRESS = auto()
    SITE_ADDRESSES = auto()
    WEB_ADDRESS = auto()
    TIME_ZONE = auto()
    YES_OR_NO = auto()  # true or false
    DATE = auto()  # a TOML date, or a text with a date
    WORD_GROUPS = auto()  # a list of lists of words
    TABLE = auto()  # [name], with parts
    TABLES = auto()  # [[name]], each with parts
    NAMED_TABLES = auto()  # [name.any], each with parts
    COLOUR = auto()  # "#rrggbb"
    NAMED_TEXTS = auto()  # [name], any = a local text


class Setting(Struct, frozen=True):
    """A setting of site.toml.

    `default` is its value if it is not given. `choices` are the allowed values. `fault` is the problem code
    of any other value.
    """

    name: str
    form: SettingForm
    meaning: Both
    example: str = ""
    required: bool = False
    default: str | tuple[str, ...] = ""
    choices: tuple[str, ...] = ()
    fault: str = ""
    parts: tuple["Setting", ...] = ()
