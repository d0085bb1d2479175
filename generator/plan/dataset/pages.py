"""The data as part of the site, if site.toml asks for it: its files, and a page about them."""

from collections.abc import Iterator, Sequence

from generator import permalinks
from generator.model.values import Text
from generator.model.views.data import DataDownload, DataFileView, DataView
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.dataset.files import CSV, LINES, DataFile, tables_of
from generator.plan.dataset.origin import DataOrigin, origin_of
from generator.plan.dataset.package import PACKAGE, READ_ME, dataset, descriptions
from generator.plan.frame import frame
from generator.plan.json_ld import script_text
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet

_FILE, _PAGE = "data_file.txt", "data.html"


def data_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The page set of the data: all of them follow from all articles."""
    digests = ctx.archive.digests
    texts = [digests[t.source_path] for article in ctx.archive.articles for t in article.translations]
    tags = sorted(ctx.taxonomies.tag_spellings.items())
    names = (CSV, LINES, PACKAGE, READ_ME)
    yield PageSet(
        name="data",
        templates=(_PAGE, _FILE),
        pages=lambda: _pages(ctx),
        articles=ctx.archive.articles,
        extra_inputs=(texts, tags),
        outputs=(*map(permalinks.data, ctx.settings.languages), *map(permalinks.data_file, names)),
    )


def _pages(ctx: PlanContext) -> Iterator[Page]:
    origin, tables = origin_of(ctx), tables_of(ctx)
    files = (*tables, *descriptions(origin, tables))
    for file in files:
        path = permalinks.data_file(file.name)
        yield Page(path, _FILE, DataFileView(path=path, content=file.content.decode()))
    for lang in ctx.settings.languages:
        yield _page(ctx, lang, origin, files)


def _page(ctx: PlanContext, lang: str, origin: DataOrigin, files: Sequence[DataFile]) -> Page:
    common = frame(ctx, lang, permalinks.data, Text(Own.DATA, lang), ())
    tables = [file for file in files if file.name in (CSV, LINES)]
    described = dataset(
        origin, tables, lang, common["canonical"], ctx.settings.base_url + permalinks.data_file("")
    )
    view = DataView(
        **common,
        articles=origin.articles,
        rows=sum(origin.rows.values()),
        downloads=tuple(
            DataDownload(Link(file.name, permalinks.data_file(file.name)), file.size) for file in files
        ),
        json_ld=script_text(described),
    )
    return listed_page(view, _PAGE, changed=origin.changed)
