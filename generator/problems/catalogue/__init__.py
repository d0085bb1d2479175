"""The catalogue of problems: for each code, how bad it is, what it says and what to do, in each language.

The one place for them, a module an area; `problems.py` puts a problem's details into the words. Messages and
remedies are whole sentences in the manner of a helpful colleague: what is wrong, then what to write instead.
Details of the problem stand in {braces}.
"""

from collections.abc import Mapping

from generator.problems.catalogue.archive import ARCHIVE
from generator.problems.catalogue.checking import CHECKING
from generator.problems.catalogue.editing import EDITING
from generator.problems.catalogue.entry import CatalogueEntry
from generator.problems.catalogue.files import FILES
from generator.problems.catalogue.front_matter import FRONT_MATTER
from generator.problems.catalogue.importing import IMPORTING
from generator.problems.catalogue.ledger import LEDGER
from generator.problems.catalogue.markup import MARKUP
from generator.problems.catalogue.media import ATTACHMENTS, FILES_OF_ARTICLES
from generator.problems.catalogue.settings import SETTINGS
from generator.problems.catalogue.sources import SOURCES
from generator.problems.catalogue.verifying import VERIFYING

CATALOGUE: Mapping[str, CatalogueEntry] = {
    **FILES,
    **MARKUP,
    **FRONT_MATTER,
    **FILES_OF_ARTICLES,
    **ATTACHMENTS,
    **ARCHIVE,
    **LEDGER,
    **SETTINGS,
    **IMPORTING,
    **CHECKING,
    **SOURCES,
    **EDITING,
    **VERIFYING,
}
