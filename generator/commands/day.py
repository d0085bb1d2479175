"""The date that counts as today. Commands read the clock only here."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click

from generator.commands.language import TONGUE


class Day(click.ParamType[datetime]):
    """A day as people write it: 2026-11-30, or the day first."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What help calls the value."""
        return TONGUE.words("day")

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Reads the day. Fails if there is no such day."""
        from generator.text.dates import parse_date  # its forms take time, and few give a day

        if isinstance(value, datetime):
            return value
        found = parse_date(str(value))
        if found is None or found.month is None or found.day is None:
            en = f"{value!r} is no day; write 2026-11-30, or 30/11/2026."
            vi = f"{value!r} không phải là một ngày; viết 2026-11-30, hoặc 30/11/2026."
            self.fail(vi if TONGUE.lang == "vi" else en, param, ctx)
        return datetime(found.year, found.month, found.day)


DAY = Day()


def build_date(day: datetime | None) -> date:
    """--date, else SOURCE_DATE_EPOCH (reproducible-builds.org), else today in Việt Nam.

    Raises click.UsageError if the variable is not a number.
    """
    if day:
        return day.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    if not epoch.isdigit():
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch}")
    return datetime.fromtimestamp(int(epoch), UTC).date()
