"""Results: what became of each capture of a run."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.importer.article import Evidence
from generator.model.problem import Problem

# sure: nothing is left to look at. review: fields or text are in doubt. known: imported before. same: another
# capture of an article of this run. skipped: it lists others, or belongs to an article. refused: no article.
Status = Literal["sure", "review", "known", "same", "skipped", "refused"]


class Result(Struct, frozen=True):
    """The fate of one capture; `path`: the article's, from the site's folder; `missing`: the media that it
    names and that no source holds; `fields`: its front matter; `evidence`: how each field was found."""

    file: str
    status: Status
    path: str = ""
    address: str = ""
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    fields: Mapping[str, object] = {}
    evidence: Mapping[str, Evidence] = {}
