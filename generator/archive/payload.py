"""The payload of a copy: the files of the output, and the script by which its pages say that it is a copy."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, disk_file, text_file
from generator.render.environment import environment

NOTICE = "static/copy.js"  # the theme has a file of this name, which says nothing
_TEMPLATE = "copy.js"


class NoticeView(Struct, frozen=True):
    """Everything that the notice of a copy may show."""

    date: date
    base_url: str
    languages: tuple[str, ...]


def served_files(site: BuiltSite) -> Iterator[CopyFile]:
    """The files of the output as a server has them. Raises OSError if one of them is not there."""
    for path in sorted(site.files):
        yield disk_file(path, site.output / path, site.files[path])


def payload_of(site: BuiltSite, day: date) -> Iterator[CopyFile]:
    """The files of the whole output as of a day. Raises OSError if one of them is not there."""
    yield from (file for file in served_files(site) if file.path != NOTICE)
    settings = site.ctx.settings
    view = NoticeView(day, settings.base_url, settings.languages)
    template = environment(site.theme, settings.default_language).get_template(_TEMPLATE)
    yield text_file(NOTICE, template.render(page=view))
