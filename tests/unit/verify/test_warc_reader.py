"""The records of a WARC: where each ends, however large it is once unpacked."""

from io import BytesIO
from pathlib import Path

import pytest

from generator.archive.warc.gzip_member import gzip_member
from generator.verify.warc_reader import DamagedWarcError, RecordReading, Region, records_in


@pytest.mark.parametrize("size", [0, 10, 1_000_000, 1_048_576, 3_000_000])
def test_the_record_after_a_large_one_is_found(size: int, tmp_path: Path) -> None:
    head = b"WARC/1.1\r\nContent-Length: %d\r\n\r\n"
    first = gzip_member(head % size + b"x" * size + b"\r\n\r\n")
    second = gzip_member(head % 3 + b"end" + b"\r\n\r\n")
    warc = tmp_path / "a.warc.gz"
    warc.write_bytes(first + second * 9)
    records = list(records_in(Region(warc, 0, warc.stat().st_size)))
    assert [each.size for each in records] == [size] + [3] * 9
    assert records[1].placed.offset == len(first)


class Counted(BytesIO):
    """A file that counts the bytes that are read."""

    bytes_read = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.bytes_read += len(found)
        return found


def test_a_short_record_is_read_without_the_many_that_follow() -> None:
    record = gzip_member(b"WARC/1.1\r\nContent-Length: 3\r\n\r\nend\r\n\r\n")
    stream = Counted(record * 50_000)
    reading = RecordReading(stream, 0, len(record) * 50_000)
    assert b"".join(reading.block()) == b"end"
    assert reading.end() == len(record)
    assert stream.bytes_read < 20_000


@pytest.mark.parametrize("size", ["-1", "-9999999", "9" * 5000, "1_0", ""])
def test_a_size_that_cannot_be_is_damage(size: str, tmp_path: Path) -> None:
    warc = tmp_path / "a.warc"
    warc.write_text(f"WARC/1.1\r\nContent-Length: {size}\r\n\r\n{'x' * 30}\r\n\r\n")
    with pytest.raises(DamagedWarcError):
        list(records_in(Region(warc, 0, warc.stat().st_size)))
