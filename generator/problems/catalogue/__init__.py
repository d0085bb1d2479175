"""The catalogue of problems: severity, message and remedy of each code.

Each module has the problems of one area. `problems/messages.py` puts the details into the texts, at the names
in {braces}. Messages and remedies are whole sentences. A message names the fault, a remedy the correction.
"""

from collections.abc import Mapping

from generator.problems.catalogue.archive import ARCHIVE
from generator.problems.catalogue.checking import CHECKING
from generator.problems.catalogue.containers import CONTAINERS
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
from generator.problems.catalogue.themes import THEMES
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
    **CONTAINERS,
    **SOURCES,
    **EDITING,
    **VERIFYING,
    **THEMES,
}
