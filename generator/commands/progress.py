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
    ImportPhase.LEARN: ("Xem khung của các trang, MB", "Learning the frames of the sites, MB"),
    ImportPhase.UNDERSTAND: ("Đọc trang đã lưu, MB", "Reading the saved pages, MB"),
    ImportPhase.PLACE: ("Ghi bài", "Writing the articles"),
}


# What a step counts in, where it is not what is shown.
_UNITS: Mapping[str, int] = {ImportPhase.LEARN: 1024 * 1024, ImportPhase.UNDERSTAND: 1024 * 1024}
_LOGGED = 30.0  # seconds between the lines of a log
_ESTIMATED = 5.0  # seconds after which the rest can be estimated


def time_left(took: float, done: int, total: int, column: int) -> str:
    """Returns the time that a phase still needs: ", 3 min left"; "" if it cannot be told."""
    if took < _ESTIMATED or done <= 0 or done >= total:
        return ""
    seconds = took * (total - done) / done
    if seconds < 60:
        return (", còn dưới 1 phút", ", less than 1 min left")[column]
    minutes = round(seconds / 60)
    return (f", còn khoảng {minutes} phút", f", about {minutes} min left")[column]


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

    def step_of(self, phase: Phase | ImportPhase, done: int, total: int) -> None:
        """Shows a step of a phase, which begins with its first step."""
        if self.phase is not phase:
            self.begin(phase)
        self.step(done, total)

    def step(self, done: int, total: int) -> None:
        """Shows how much of the phase is done, and the time left.

        A log gets a line from time to time.
        """
        now = time.monotonic()
        between = _REFRESH if self._terminal else _LOGGED
        late = now - self._started > _WORTH_SAYING and now - max(self._shown, self._started) > between
        if not self.phase or not late:
            return
        self._shown = now
        unit = _UNITS.get(self.phase, 1)
        left = time_left(now - self._phase_started, done, total, self._column)
        line = f"{_WORDS[self.phase][self._column]} {done // unit}/{total // unit}{left}"
        click.echo(f"\r\x1b[K{line}" if self._terminal else line, err=True, nl=not self._terminal)

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
