"""Shows progress as a changing line on a terminal, else as a log. Times each phase."""

import sys
import time
from collections.abc import Mapping

import click

from generator.build.progress import ImportPhase, Phase
from generator.commands.report import waiting

# Shorter phases end before anybody has read about them.
_WORTH_SAYING = 1.0  # seconds
_REFRESH = 0.1

_WORDS: Mapping[str, tuple[str, str]] = {
    Phase.READ: ("Đọc nội dung", "Reading the content"),
    Phase.JOIN: ("Ghép kho tin", "Joining the archive"),
    Phase.CHECK: ("Kiểm tra từng bài", "Checking each article"),
    Phase.PREVIOUS: ("Đọc bản dựng trước", "Loading the previous build"),
    Phase.PAGES: ("Dựng trang", "Making the pages"),
    Phase.SEARCH: ("Lập chỉ mục tìm kiếm", "Indexing for the search"),
    Phase.ASSETS: ("Chép ảnh và tệp", "Copying pictures and files"),
    Phase.PUBLISH: ("Đưa vào thư mục kết quả", "Publishing"),
    Phase.SAVE: ("Lưu bộ nhớ đệm", "Saving the cache"),
    Phase.COPY: ("Ghi bản sao, tệp", "Writing the copy, files"),
    Phase.VERIFY: ("Kiểm tra, tệp", "Verifying, files"),
    ImportPhase.UNDERSTAND: ("Đọc trang đã lưu, MB", "Reading the saved pages, MB"),
    ImportPhase.PLACE: ("Ghi bài", "Writing the articles"),
}


class ProgressLog:
    """Shows the progress of a build or an import, and times its phases.

    `timings` are seconds by phase.
    """

    def __init__(self, lang: str) -> None:
        self._column = 0 if lang == "vi" else 1
        self._terminal = sys.stderr.isatty()
        self._started = self._phase_started = time.monotonic()
        self._shown = 0.0
        self.phase: Phase | ImportPhase | None = None
        self.timings: dict[str, float] = {}

    def waiting(self) -> None:
        """Says that another build must end first."""
        waiting("vi" if self._column == 0 else "en")

    def begin(self, phase: Phase | ImportPhase) -> None:
        """Starts a phase, and ends the one before."""
        self._end_phase()
        self.phase = phase

    def step(self, done: int, total: int) -> None:
        """Shows how much of the phase is done."""
        now = time.monotonic()
        late = now - self._started > _WORTH_SAYING and now - self._shown > _REFRESH
        if self._terminal and self.phase and late:
            self._shown = now
            click.echo(f"\r\x1b[K{_WORDS[self.phase][self._column]} {done}/{total}", err=True, nl=False)

    def end(self) -> None:
        """Ends the last phase and clears the line."""
        self._end_phase()
        if self._terminal and self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)

    def show_timings(self) -> None:
        """Prints the time of each phase."""
        for phase, seconds in self.timings.items():
            click.echo(f"{seconds:8.2f} s  {_WORDS[phase][self._column]}", err=True)

    def _end_phase(self) -> None:
        """Records the time of the phase, and logs it if it was long."""
        now = time.monotonic()
        if self.phase:
            took = now - self._phase_started
            self.timings[self.phase] = self.timings.get(self.phase, 0.0) + took
            if not self._terminal and took > _WORTH_SAYING:
                click.echo(f"{_WORDS[self.phase][self._column]}: {took:.1f} s", err=True)
        self.phase, self._phase_started = None, now
