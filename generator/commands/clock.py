"""The day that a command takes for today: the one clock of the command line."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click


def today() -> date:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), else the day that it is in Việt Nam."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    if not epoch.isdigit():
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch}")
    return datetime.fromtimestamp(int(epoch), UTC).date()
