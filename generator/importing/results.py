"""Results: what became of each capture of a run."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from generator.importing.article import Evidence
from generator.model import Problem
from generator.record import record

# sure: nothing is left to look at. review: an article with fields, or a text, in doubt. known: imported before.
# same: another capture of an article of this run. skipped: a page that lists others, or belongs to an article.
# refused: no article could be made of it.
Status = Literal["sure", "review", "known", "same", "skipped", "refused"]


@record
class Result:
    """The fate of one capture; `path`: the article's, from the site's folder; `missing`: the media that it
    names and that no source holds; `fields`: its front matter; `evidence`: how each field was found."""

    file: str
    status: Status
    path: str = ""
    address: str = ""
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    fields: Mapping[str, object] = MappingProxyType({})
    evidence: Mapping[str, Evidence] = MappingProxyType({})
