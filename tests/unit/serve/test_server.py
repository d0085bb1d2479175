"""What a browser sends is a message, or it is nothing."""

import pytest

from generator.serve.server import _loaded


@pytest.mark.parametrize("message", ["", "x", "[1]", b"\xff", "[" * 100_000, '{"a": ' * 100_000, "9" * 5_000])
def test_what_is_no_message_is_empty(message: str | bytes) -> None:
    assert _loaded(message) == {}
