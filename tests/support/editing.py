"""An archive in editors' hands: what they do to articles, media, settings and theme, as random rules."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from generator.build.request import BuildRequest
from generator.build.run import build
from tests.support import choices
from tests.support.papers import LARGE, Papers, png
from tests.support.site import BUILD_DATE

some = st.integers(0, 99)  # picks one of the files that are there
shade = st.integers(0, 3)
ARTICLES = "content/*/**/*.md"


class Editing(RuleBasedStateMachine):
    """An archive that is edited, and the day on which it is built."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.papers = Papers(Path(self.place.name) / "site")
        self.site = self.papers.site
        self.day = BUILD_DATE

    def teardown(self) -> None:
        self.place.cleanup()

    def article(self, which: int) -> str:
        """The path of an article; the archive always has one, as a build without any takes no time."""
        path = self.papers.pick(which, ARTICLES)
        if path is None:
            path = "content/tin-tuc/dau.md"
            self._write_new(path, "2012-12-12")
        return path

    def _write_new(self, path: str, when: str) -> None:
        fields = {"title": "Bài thêm", "date": when, "author": "Lê Thị Bình", "province": "Hà Nam"}
        self.papers.write(path, fields, "Bài thêm vào.\n")

    # --- articles -----------------------------------------------------------------------------------------

    @rule(which=some, edit=st.sampled_from(choices.FIELDS))
    def set_a_field(self, which: int, edit: tuple[str, str]) -> None:
        path = self.article(which)
        self.papers.set_field(path, *edit)
        if edit[1] == "unknown":
            self.papers.set_field(path, "review", f"[{edit[0]}]")

    @rule(which=some, edit=st.sampled_from(choices.FIELDS))
    def set_another_field(self, which: int, edit: tuple[str, str]) -> None:
        """The commonest edit has two rules, so that it comes twice as often."""
        self.set_a_field(which, edit)

    @rule(which=some, body=st.sampled_from(choices.BODIES))
    def write_a_body(self, which: int, body: str) -> None:
        path = self.papers.pick(which, "content/**/*.md") or self.article(which)
        self.papers.write(path, self.papers.read(path)[0], body)

    @rule(
        place=st.sampled_from(choices.PLACES),
        name=st.sampled_from(choices.NAMES),
        when=st.sampled_from(("2026-01-01", "2014-01-08", "1998")),
    )
    def add_an_article(self, place: str, name: str, when: str) -> None:
        self._write_new(f"content/{place}{name}.md", when)

    @rule(which=some)
    def delete_an_article(self, which: int) -> None:
        for file in self.papers.files_of(self.article(which)):
            file.unlink()

    @rule(which=some, place=st.sampled_from(choices.PLACES), name=st.sampled_from(choices.NAMES))
    def move_an_article(self, which: int, place: str, name: str) -> None:
        for file in self.papers.files_of(self.article(which)):
            language = ".en" if file.name.endswith(".en.md") else ""
            target = self.site.folder / f"content/{place}{name}{language}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)

    @rule(
        old=st.sampled_from(("Trần Văn An", "Lê Thị Bình")),
        new=st.sampled_from(("Trần An", "Trần Văn Ân", "Lê Thị Bình")),
    )
    def rename_an_author(self, old: str, new: str) -> None:
        for file in self.site.folder.glob(ARTICLES):
            file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")

    @rule(which=some, title=st.sampled_from(("A new title", "Another")))
    def translate_an_article(self, which: int, title: str) -> None:
        path = self.article(which).removesuffix(".md").removesuffix(".en")
        self.papers.write(f"{path}.en.md", {"title": title}, "In English.\n")

    @rule(which=some)
    def delete_a_translation(self, which: int) -> None:
        path = self.papers.pick(which, "content/*/**/*.en.md")
        if path:
            self.site.delete(path)

    # --- media --------------------------------------------------------------------------------------------

    @rule(which=some, shade=shade, side=st.sampled_from((2, LARGE)))
    def replace_a_picture(self, which: int, shade: int, side: int) -> None:
        self.papers.put(
            self.papers.pick(which, "content/anh/*.png") or "content/anh/một.png", png(shade, side)
        )

    @rule(shade=shade)
    def replace_a_picture_unseen(self, shade: int) -> None:
        """Other bytes of the same size and time, as programs leave them that keep the times of files."""
        self.papers.put("content/anh/một.png", png(9))
        self.papers.put_unseen("content/anh/một.png", png(shade))

    @rule(which=some, year=st.sampled_from((b"2013", b"2014", b"2015")))
    def redate_an_article_unseen(self, which: int, year: bytes) -> None:
        path = self.article(which)
        content = (self.site.folder / path).read_bytes()
        self.papers.put_unseen(path, content.replace(b"date: 2014", b"date: " + year))

    @rule(words=st.sampled_from(("So lieu 2017", "So lieu 2018", "Kinh phi")))
    def replace_an_attachment(self, words: str) -> None:
        self.papers.put_pdf(words)

    # --- the ledger ---------------------------------------------------------------------------------------

    @rule()
    def release(self) -> None:
        """Records every address; whoever then loses one has to take that back."""
        output = Path(self.place.name) / "released"
        build(BuildRequest(self.site.folder, output, self.day, 1, release=True))

    @rule()
    def forget_the_ledger(self) -> None:
        shutil.rmtree(self.site.folder / "ledger", ignore_errors=True)

    @rule(record=st.sampled_from(choices.TOMBSTONES))
    def withdraw(self, record: bytes) -> None:
        self.papers.put("ledger/tombstones/bai.yml", record)

    # --- settings, theme, day -----------------------------------------------------------------------------

    @rule(edit=st.sampled_from(choices.SETTINGS))
    def set_a_setting(self, edit: tuple[str, str]) -> None:
        self.papers.set_setting(*edit)

    @rule(edit=st.sampled_from(choices.THEME))
    def change_the_theme(self, edit: tuple[str, str | None]) -> None:
        self.papers.put("themes/rieng/theme.toml", b'extends = "default"\n')
        (self.site.folder / "themes/rieng/templates").mkdir(exist_ok=True)
        self.papers.set_setting("theme", '"rieng"')
        path, text = f"themes/rieng/{edit[0]}", edit[1]
        if text is None:
            (self.site.folder / path).unlink(missing_ok=True)
        else:
            self.papers.put(path, text.encode())

    @rule(day=st.sampled_from(choices.DAYS))
    def let_days_pass(self, day: date) -> None:
        self.day = day
