"""What templates may ask of views is known for every record."""

import pkgutil

from generator.model import views
from generator.render.view_types import MODULES, page_types, records


def test_every_module_of_views_is_known() -> None:
    modules = {module.name for module in pkgutil.iter_modules(views.__path__)}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == modules - {"output_page"}


def test_every_record_named_view_may_be_the_page_or_is_part_of_one() -> None:
    parts = {name for name in records() if name.endswith("View")} - {cls.__name__ for cls in page_types()}
    assert parts == {
        *("ActView", "BodyLinkView", "BodyView", "CommentView", "EventView", "LineView", "MastheadView"),
        *("OriginView", "PartView", "PollView", "SiteView", "TransferView", "UnitView"),
    }
