"""Media types of files by their suffix: those of the output, alike on every machine."""

from collections.abc import Mapping
from pathlib import PurePosixPath

_UNKNOWN = "application/octet-stream"
_TYPES: Mapping[str, str] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".conf": "text/plain",
    ".csv": "text/csv",
    ".vtt": "text/vtt",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".wav": "audio/wav",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".rtf": "application/rtf",
    ".epub": "application/epub+zip",
}
_NO_SUFFIX = "text/plain"  # files of rules for hosts


def media_type(path: str) -> str:
    """The media type of a file, without its encoding."""
    suffix = PurePosixPath(path).suffix.lower()
    return _TYPES.get(suffix, _UNKNOWN) if suffix else _NO_SUFFIX


def is_text(media: str) -> bool:
    """Whether files of a media type are text, which Khotin writes in UTF-8."""
    return media.startswith("text/") or media.endswith(("json", "xml"))
