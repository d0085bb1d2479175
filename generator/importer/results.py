"""The result of importing each capture."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.importer.article import Evidence
from generator.model.problem import Problem

# sure: no review needed. asked: waits only for the answer to a question about its site. review: fields or
# text need review. known: imported before. same: duplicate of another capture in this run. skipped: list,
# error page, attachment or another kind. refused: no article was found.
Status = Literal["sure", "asked", "review", "known", "same", "skipped", "refused"]


class Result(Struct, frozen=True):
    """Result of one capture.

    `path`: path of the article from the site folder, "" if none. `missing`: references of media that no
    source has. `fields`: front matter. `evidence`: how each field was found. `kind`: what a skipped file or
    record is, "" if its problem says it. `number`: how many records of this kind were skipped. `site`: host
    or folder of the page.
    """

    file: str
    status: Status
    path: str = ""
    address: str = ""
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    fields: Mapping[str, object] = {}
    evidence: Mapping[str, Evidence] = {}
    kind: str = ""
    number: int = 1
    site: str = ""
