"""What is sent of a file is one whole state of it, whatever happens to the file meanwhile."""

import asyncio
import os
import random
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from typing import Any, TypeVar

import pytest

from generator.serve import snapshots
from generator.serve.snapshots import IN_MEMORY, Snapshots, UnsettledError
from tests.site.serve.test_process import ask
from tests.support.amounts import sample
from tests.support.papers import png
from tests.support.served import Served
from tests.support.site import Site

T = TypeVar("T")
Serve = Callable[..., Served]
FILM = "/luu-tru/static/media/tin-tuc/phim.mp4"
PICTURE = "/luu-tru/static/media/tin-tuc/anh.png"
OLD, NEW = b"\x01", b"\x02"


def replace(file: Path, content: bytes) -> None:
    """What most editors do: the new file takes the place of the old one."""
    draft = file.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(file)


def rewrite(file: Path, content: bytes) -> None:
    """What image editors, cp and ffmpeg do: the old file is emptied, then written."""
    file.write_bytes(content)


def overwrite(file: Path, content: bytes) -> None:
    """What rsync --inplace does: the old file is never shorter than the new one."""
    with file.open("r+b") as opened:
        opened.write(content)
        opened.truncate()


CHANGES = pytest.mark.parametrize("change", [replace, rewrite, overwrite])


@contextmanager
def slowly(served: Served, path: str) -> Iterator[HTTPResponse]:
    """The answer, of which only the head and a little more has come over the line."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        connection.settimeout(60)
        connection.connect(("127.0.0.1", served.port))
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
        answer = HTTPResponse(connection)
        answer.begin()
        yield answer


@pytest.mark.parametrize(
    ("size", "change"),
    [(IN_MEMORY, replace), (3 * IN_MEMORY, rewrite), (3 * IN_MEMORY, overwrite)],
    ids=["in memory, replaced", "on disk, rewritten", "on disk, overwritten"],
)
def test_a_film_that_changes_while_it_is_sent(
    size: int, change: Callable[[Path, bytes], None], site: Site, serve: Serve
) -> None:
    film = site.folder / "content/tin-tuc/phim.mp4"
    film.parent.mkdir()
    film.write_bytes(OLD * size)
    site.article("tin-tuc/phim.md", video="phim.mp4")
    served = serve()
    with slowly(served, FILM) as answer:
        change(film, NEW * (size // 2))
        assert answer.read() == OLD * size
    assert ask(served, FILM).read() == NEW * (size // 2)


@pytest.mark.parametrize("change", sample([replace, overwrite, rewrite], 3))
def test_a_picture_that_changes_while_it_is_sent(
    change: Callable[[Path, bytes], None], site: Site, serve: Serve
) -> None:
    picture = site.folder / "content/tin-tuc/anh.png"
    picture.parent.mkdir()
    before, after = png(10, 2600), png(200, 2600)
    picture.write_bytes(before)
    site.article("tin-tuc/bai.md", body="![Ảnh](anh.png)")
    served = serve()
    with slowly(served, PICTURE) as answer:
        change(picture, after)
        assert answer.read() == before
    assert ask(served, PICTURE).read() == after


@CHANGES
def test_a_film_that_changes_all_the_time(
    change: Callable[[Path, bytes], None], site: Site, serve: Serve
) -> None:
    film = site.folder / "content/tin-tuc/phim.mp4"
    film.parent.mkdir()
    states = [bytes([number]) * (1_000_000 + number) for number in range(2)]
    film.write_bytes(states[0])
    site.article("tin-tuc/phim.md", video="phim.mp4")
    served = serve()
    stop = threading.Event()

    def keep_changing() -> None:
        chance = random.Random(1)
        while not stop.wait(chance.uniform(0, 0.2)):
            change(film, chance.choice(states))

    changing = threading.Thread(target=keep_changing)
    changing.start()
    try:
        answers = [ask(served, FILM).read() for _ in range(20)]
    finally:
        stop.set()
        changing.join()
    assert [len(answer) for answer in answers if answer not in states] == []


def test_the_parts_of_a_film_are_of_one_state(site: Site, serve: Serve) -> None:
    film = site.folder / "content/tin-tuc/phim.mp4"
    film.parent.mkdir()
    film.write_bytes(OLD * 100)
    site.article("tin-tuc/phim.md", video="phim.mp4")
    served = serve()
    first = ask(served, FILM, Range="bytes=0-49")
    tag = first.headers["ETag"]
    second = ask(served, FILM, Range="bytes=50-", If_Range=tag)
    assert (second.status, first.read() + second.read()) == (206, OLD * 100)
    kept = film.stat()
    replace(film, NEW * 100)
    os.utime(film, ns=(kept.st_atime_ns, kept.st_mtime_ns))  # as rsync -t and cp -p do
    whole = ask(served, FILM, Range="bytes=50-", If_Range=tag)
    assert (whole.status, whole.read()) == (200, NEW * 100)
    assert ask(served, FILM, If_None_Match=tag).status == 200
    assert ask(served, FILM, If_Range=tag).status == 200


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """The result of the work, in its own thread: browsers of other tests have an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_a_large_file_is_copied_once(tmp_path: Path) -> None:
    film = tmp_path / "phim.mp4"
    film.write_bytes(OLD * (IN_MEMORY + 1))

    async def look() -> None:
        made = Snapshots(tmp_path / "snapshots")
        first, again = await asyncio.gather(made.of(film), made.of(film))
        assert first is again
        rewrite(film, NEW * (IN_MEMORY + 1))
        after = await made.of(film)
        assert after is not first
        assert (b"".join(first.chunks(0, 2)), b"".join(after.chunks(0, 2))) == (OLD * 2, NEW * 2)

    awaited(look())
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_a_file_that_never_stops_changing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = tmp_path / "phim.mp4"
    film.write_bytes(OLD)
    numbers = iter(range(1000))

    def writing(*_: object) -> None:
        os.utime(film, ns=(0, next(numbers)))

    monkeypatch.setattr(snapshots, "_BETWEEN", 0)
    monkeypatch.setattr("shutil.copyfileobj", writing)
    with pytest.raises(UnsettledError):
        awaited(Snapshots(tmp_path).of(film))


def test_a_file_that_is_emptied_just_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "phim.mp4"
    film.write_bytes(OLD)
    os.utime(film, ns=(0, 0))
    copied, states = snapshots._copied, iter([b"", NEW])

    def rewritten(path: Path, *rest: Any) -> snapshots.Snapshot | None:
        state = next(states, None)
        if state is not None:
            path.write_bytes(state)
        return copied(path, *rest)

    monkeypatch.setattr(snapshots, "_copied", rewritten)
    snapshot = awaited(Snapshots(tmp_path / "snapshots").of(film))
    assert b"".join(snapshot.chunks(0, snapshot.stamp.size)) == NEW


def test_a_file_that_is_at_rest_is_not_waited_for(tmp_path: Path) -> None:
    film = tmp_path / "phim.mp4"
    film.write_bytes(OLD)
    for modified in (time.time_ns() - 10**9, time.time_ns() + 10**12):  # a clock elsewhere may be ahead
        os.utime(film, ns=(0, modified))
        begun = time.monotonic()
        awaited(Snapshots(tmp_path).of(film))
        assert time.monotonic() - begun < 1
