"""The machine's own Chromium."""

import shutil

# The one without a window takes a third of the processor time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The path of the machine's Chromium, or None if it has none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
