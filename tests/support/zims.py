"""ZIM files as strangers may write them: with other files, yet with the right hash at the end."""

from collections.abc import Mapping
from pathlib import Path

from libzim.reader import Archive
from libzim.writer import Creator, Hint, Item, StringProvider


class _Item(Item):  # type: ignore[misc]
    def __init__(self, path: str, title: str, media: str, content: bytes) -> None:
        super().__init__()
        self._facts = path, title, media
        self._content = content

    def get_path(self) -> str:
        return self._facts[0]

    def get_title(self) -> str:
        return self._facts[1]

    def get_mimetype(self) -> str:
        return self._facts[2]

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._content)

    def get_hints(self) -> dict[Hint, bool]:
        return {}


def rewritten(
    zim: Path, change: Mapping[str, bytes | None] = {}, redirects: Mapping[str, tuple[str, str]] = {}
) -> None:
    """Writes a ZIM again, with other bytes for these files; None leaves one out.

    `redirects` are further ones: path -> title, target.
    """
    before = Archive(zim)
    entries = [before._get_entry_by_id(number) for number in range(before.entry_count)]
    items = {each.path: each.get_item() for each in entries if not each.is_redirect}
    contents = {**{path: bytes(item.content) for path, item in items.items()}, **change}
    beside = zim.with_suffix(".new")
    with Creator(beside) as creator:
        for path, content in contents.items():
            known = items.get(path)
            if content is not None:
                title, media = (known.title, known.mimetype) if known else ("", "text/html")
                creator.add_item(_Item(path, title, media, content))
        kept = {
            each.path: (each.title, each.get_redirect_entry().path) for each in entries if each.is_redirect
        }
        for path, (title, target) in (kept | dict(redirects)).items():
            if contents.get(target) is not None:
                creator.add_redirection(path, title, target, {})
    beside.replace(zim)
