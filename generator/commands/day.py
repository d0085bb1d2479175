"""The date that counts as today. Commands read the clock only here."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click


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
