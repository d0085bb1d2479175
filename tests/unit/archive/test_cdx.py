"""The index of a WARC: each address has the key under which players look it up."""

import pytest

from generator.archive.warc.cdx import cdx_lines
from generator.archive.warc.warc_file import PlacedRecord

# What the library surt 0.3.1 makes of the addresses, which pywb asks.
KEYS = {
    "https://khotin.example/": "example,khotin)/",
    "https://khotin.example/luu-tru/": "example,khotin)/luu-tru",
    "https://www.khotin.example/luu-tru/vi/index.html": "example,khotin)/luu-tru/vi/index.html",
    "http://www2.khotin.example/Tin/": "example,khotin)/tin",
    "https://khotin.example:8080/x/": "example,khotin:8080)/x",
    "https://khotin.example/tin.aspx?": "example,khotin)/tin.aspx",
    "https://khotin.example/Tin.aspx?ID=7&a=B": "example,khotin)/tin.aspx?a=b&id=7",
    "https://khotin.example/a//b/": "example,khotin)/a/b",
    "https://khotin.example/bài/x.html": "example,khotin)/b%c3%a0i/x.html",
    "https://khotin.example/b%C3%A0i/a%20b": "example,khotin)/b%c3%a0i/a%20b",
    "https://khotin.example/a?q=%20b+c": "example,khotin)/a?q=%20b+c",
}


@pytest.mark.parametrize(("address", "key"), KEYS.items())
def test_an_address_has_the_key_under_which_players_look_it_up(address: str, key: str) -> None:
    fields = (
        ("WARC-Type", "resource"),
        ("WARC-Target-URI", address),
        ("WARC-Date", "2026-01-01T00:00:00Z"),
        ("WARC-Payload-Digest", "sha256:0"),
        ("Content-Type", "text/html"),
    )
    [line] = cdx_lines([PlacedRecord(fields, 0, 1)], "data.warc.gz")
    assert line.partition(" 20260101000000 ")[0] == key
