"""The tables of the cache: every kind of record, its keys, values and writer.

A table without keys holds one record. Values are msgpack, decoded as the type that is named here, or plain
bytes. No value is ever loaded as code.
"""

from msgspec import Struct


class Table(Struct, frozen=True):
    """One kind of record. With `has_history`, the values before the last build are kept as well."""

    kind: str
    values: str
    writer: str
    keys: str = ""
    has_history: bool = False


# --- reading ----------------------------------------------------------------------------------------------

ENTRIES = Table("entry", "list[Entry]", "generator.read.entries", "pack of article keys", has_history=True)
READING_OPTIONS = Table("reading-options", "str, a fingerprint", "generator.read.entries")
SOURCE_STAMPS = Table("source-stamps", "dict[str, Stamp]", "generator.read.sources")
PICTURES = Table("pictures", "MeasuredMedia", "generator.read.media")
ATTACHMENTS = Table("attachments", "dict[str, ReadAttachment]", "generator.read.attachments")
ATTACHED_TEXTS = Table(
    "attached-text", "UTF-8", "generator.read.attachments", "path of the PDF", has_history=True
)

# --- building ---------------------------------------------------------------------------------------------

_OUTPUT = "generator.build.previous_output"
PAGE_SETS = Table("page-set", "list[BuiltPageSet]", _OUTPUT, "pack of page set names", has_history=True)
ASSETS = Table("assets", "list[Asset]", _OUTPUT, has_history=True)
DERIVED = Table("derived", "list[Staged]", _OUTPUT, has_history=True)
TEMPLATE_FINGERPRINTS = Table("template-fingerprints", "tuple[str, dict[str, str]]", _OUTPUT)
PLAN = Table("plan", "Plan", "generator.build.unchanged_plan")
SNAPSHOT = Table("snapshot", "BuildSnapshot", "generator.build.snapshot", has_history=True)
IMPACT = Table("impact", "Impact", "generator.build.snapshot")
BUILD_REPORT = Table("build-report", "SavedReport", "generator.build.up_to_date")

RELATED = Table("related", "Related", "generator.build.related")

_INDEX = "generator.build.search_index"
SEARCH_FILES = Table("search-files", "tuple[str, str, bytes]", _INDEX, has_history=True)
CHUNKS = Table("chunks", "dict[str, tuple[LeafRange, ...]]", _INDEX)
QUARTERS = Table("quarter", "QuarterIndex", _INDEX, "label of the quarter")

# --- checking ---------------------------------------------------------------------------------------------

FILE_REPORTS = Table(
    "file-report", "tuple[str, FileReport]", "generator.check.file_reports", "path of the Markdown file"
)
CHECK_OPTIONS = Table("check-options", "str, a fingerprint", "generator.check.file_reports")
CHECK_REPORT = Table("check-report", "tuple[str, CheckReport]", "generator.check.run")

# --- the cache itself -------------------------------------------------------------------------------------

META = Table("meta", "UTF-8", "generator.cache.database", "name of the fact")

TABLES = (
    ENTRIES,
    READING_OPTIONS,
    SOURCE_STAMPS,
    PICTURES,
    ATTACHMENTS,
    ATTACHED_TEXTS,
    PAGE_SETS,
    ASSETS,
    DERIVED,
    TEMPLATE_FINGERPRINTS,
    PLAN,
    SNAPSHOT,
    IMPACT,
    BUILD_REPORT,
    RELATED,
    SEARCH_FILES,
    CHUNKS,
    QUARTERS,
    FILE_REPORTS,
    CHECK_OPTIONS,
    CHECK_REPORT,
    META,
)
