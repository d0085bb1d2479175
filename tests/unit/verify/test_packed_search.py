"""A search in packs is examined like any other: its scripts, the names in them, what they say."""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.search.index import FORMAT
from generator.search.packing import IndexFile, packed
from generator.search.quarters.stored_fields import RESULT_CARDS_PER_FILE, SLOTS_PER_VERSION
from generator.verify.search_formats import FORMATS, SearchFormat
from tests.support.copies import BAG, Copies, errors, rezipped, verified

PACKS = "data/search/packs"


def packs_of(bag: Path) -> list[Path]:
    return sorted((bag / PACKS).iterdir())


def root_of(bag: Path) -> Path:
    (root,) = (file for file in (bag / "data/search").glob("??/*.js"))
    return root


def signed_off(bag: Path) -> None:
    """Makes the manifests say what the bag now has, as a hand that knows bags would."""
    payload = [file for file in (bag / "data").rglob("*") if file.is_file()]
    info = bag / "bag-info.txt"
    oxum = f"Payload-Oxum: {sum(file.stat().st_size for file in payload)}.{len(payload)}"
    info.write_text(re.sub("Payload-Oxum: .*", oxum, info.read_text("utf-8")), "utf-8")
    (bag / "manifest-sha256.txt").write_text(manifest_of(bag, payload), "utf-8")
    tags = [file for file in bag.glob("*.*") if file.name != "tagmanifest-sha256.txt"]
    (bag / "tagmanifest-sha256.txt").write_text(manifest_of(bag, tags), "utf-8")


def manifest_of(folder: Path, files: Iterable[Path]) -> str:
    digests = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return "".join(f"{hashlib.sha256(digests[path]).hexdigest()}  {path}\n" for path in sorted(digests))


def listing(bag: Path) -> list[tuple[str, str]]:
    line = root_of(bag).read_text().splitlines()[0]
    return [tuple(each) for each in json.loads(line.removeprefix("khotin.packs = "))]


def listed(bag: Path, packs: object) -> None:
    """Makes the root list other packs."""
    root = root_of(bag)
    call = root.read_text().splitlines()[1]
    root.write_text(f"khotin.packs = {json.dumps(packs)}\n{call}\n")


def test_a_copy_in_several_packs_is_whole(copies: Copies) -> None:
    assert len(packs_of(copies.bag)) > 3
    assert len(listing(copies.bag)) == len(packs_of(copies.bag))
    assert verified(copies.bag).problems == verified(copies.zip).problems == ()


@pytest.mark.parametrize("form", ["bag", "zip"])
@pytest.mark.parametrize(
    ("damage", "code"), [("flip", "file-altered"), ("delete", "file-missing"), ("add", "file-extra")]
)
def test_a_pack_that_is_altered_missing_or_added_is_named(
    form: str, damage: str, code: str, copies: Copies, tmp_path: Path
) -> None:
    pack = packs_of(copies.bag)[1]
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    path = f"{PACKS}/{'0' * 10}.js" if damage == "add" else f"{PACKS}/{pack.name}"
    changed = None if damage == "delete" else bytes(content)
    damaged = copies.taken(form, tmp_path)
    if form == "zip":
        rezipped(damaged, {f"{BAG}/{path}": changed})
    elif changed is None:
        (damaged / path).unlink()
    else:
        (damaged / path).write_bytes(changed)
    assert (path, code) in errors(damaged)


def cut_short(bag: Path) -> str:
    pack = packs_of(bag)[0]
    pack.write_bytes(pack.read_bytes()[:-20])
    return pack.name


def emptied(bag: Path) -> str:
    pack = packs_of(bag)[0]
    pack.write_bytes(b"")
    return pack.name


def without_its_first_file(bag: Path) -> str:
    pack = packs_of(bag)[0]
    pack.write_bytes(b"".join(pack.read_bytes().splitlines(keepends=True)[1:]))
    return pack.name


def with_a_line_of_its_own(bag: Path) -> str:
    pack = packs_of(bag)[0]
    pack.write_bytes(pack.read_bytes() + b"alert(1)\n")
    return pack.name


def exchanged(bag: Path) -> str:
    one, other = packs_of(bag)[:2]
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    return one.name


def without_a_file_of_the_middle(bag: Path) -> str:
    pack = next(pack for pack in packs_of(bag) if pack.read_bytes().count(b"\n") > 2)
    lines = pack.read_bytes().splitlines(keepends=True)
    pack.write_bytes(b"".join([*lines[:1], *lines[2:]]))
    return pack.name


def with_a_pack_that_is_not_there(bag: Path) -> str:
    (first, _), *others = listing(bag)
    listed(bag, [(first, "packs/0000000000"), *others])
    return "0000000000.js"


def with_a_pack_outside_of_the_copy(bag: Path) -> str:
    listed(bag, [(first, f"../../../{name}") for first, name in listing(bag)])
    return "packs"


def with_a_list_that_is_none(bag: Path) -> str:
    listed(bag, {"packs": 1})
    return root_of(bag).name


@pytest.mark.parametrize(
    "damage",
    [
        cut_short,
        emptied,
        without_its_first_file,
        with_a_line_of_its_own,
        exchanged,
        without_a_file_of_the_middle,
        with_a_pack_that_is_not_there,
        with_a_pack_outside_of_the_copy,
        with_a_list_that_is_none,
    ],
)
def test_packs_that_are_not_as_the_root_lists_them_are_found_whatever_the_hashes_say(
    damage: Callable[[Path], str], copies: Copies, tmp_path: Path
) -> None:
    bag = copies.taken("bag", tmp_path)
    name = damage(bag)
    signed_off(bag)
    found = errors(bag)
    assert any(code == "search-damaged" and name in path for path, code in found)
    assert {code for _, code in found} <= {"search-damaged", "search-misses"}


def test_a_pack_that_the_root_does_not_list_is_found_whatever_the_hashes_say(
    copies: Copies, tmp_path: Path
) -> None:
    bag = copies.taken("bag", tmp_path)
    (bag / PACKS / "0000000000.js").write_bytes(packs_of(bag)[0].read_bytes())
    signed_off(bag)
    assert errors(bag) == {(f"{PACKS}/0000000000.js", "search-stray")}


def test_a_file_that_nothing_leads_to_is_found_whatever_the_hashes_say(
    copies: Copies, tmp_path: Path
) -> None:
    bag = copies.taken("bag", tmp_path)
    pack = packs_of(bag)[0]
    last = pack.read_text().splitlines()[-1]
    name = re.findall(r'got\("(.*?)"', last)[0]
    with pack.open("a", encoding="utf-8") as opened:
        opened.write(last.replace(name, f"{name}0") + "\n")
    signed_off(bag)
    assert errors(bag) == {(f"{PACKS}/{pack.name}", "search-stray")}


def test_a_script_of_the_output_that_nothing_leads_to_is_found(copies: Copies, tmp_path: Path) -> None:
    output = copies.taken("output", tmp_path)
    stray = output / "search/00/stray.js"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b'khotin.got("00/stray","AwA=")\n')
    manifest = output / "manifest-sha256.txt"
    files = [file for file in output.rglob("*") if file.is_file() and file != manifest]
    manifest.write_text(manifest_of(output, files), "utf-8")
    assert errors(output) == {("search/00/stray.js", "search-stray")}


def test_words_that_no_longer_lead_to_the_article_are_found(copies: Copies, tmp_path: Path) -> None:
    bag = copies.taken("bag", tmp_path)
    for pack in packs_of(bag):
        lines = [shifted(line) for line in pack.read_text().splitlines()]
        pack.write_bytes(b"".join(lines))
    signed_off(bag)
    assert {code for _, code in errors(bag)} == {"search-word"}


def shifted(call: str) -> bytes:
    """The call of a file, with other documents if it is one of posting lists."""
    found = re.fullmatch(r'khotin\.got\("(.*?)","(.*)"\)', call)
    if not found:
        return f"{call}\n".encode()
    name, content = found.groups()
    header, zero, postings = zlib.decompress(base64.b64decode(content), -15).partition(b"\0")
    if not zero or b"\t" not in header:
        return f"{call}\n".encode()
    other = bytes((byte + 4) & 127 for byte in postings)
    return packed(IndexFile(name, header + zero + other)).content


def rewritten(output: Path, number: int | None) -> None:
    """Gives the index of an output, which has one segment, another format.

    Up to the third, segments have nodes of their own; the second has no number, and lists in its nodes.
    """
    for file in (output / "search").rglob("*.js"):
        name = file.relative_to(output / "search").with_suffix("").as_posix()
        if re.match(r"n\d+/", name):
            ((keys, digits),) = json.loads(file.read_text("utf-8").split(",", 1)[1].rstrip(")\n"))["leaves"]
            names = ["/".join(each) for each in re.findall(r"(..)(.{8})", digits)]
            lists = {"keys": keys.split("|"), "names": names}
            content = json.dumps(lists if number is None else {"keys": keys, "names": digits}).encode()
        elif "/" in name and (found := re.search(r'","(.*)"\)', file.read_text("utf-8"))):
            content = zlib.decompress(base64.b64decode(found[1]), -15)
            if not content.startswith(b'{"format"'):
                continue
            root = {**json.loads(content.partition(b"\0")[0]), "format": number}
            (segment,) = root["segments"]
            segment |= {key: root.pop(key) for key in ("keys", "versions")}
            content = json.dumps({key: value for key, value in root.items() if value is not None}).encode()
        else:
            continue
        file.write_bytes(packed(IndexFile(name, content)).content)
    manifest = output / "manifest-sha256.txt"
    files = [file for file in output.rglob("*") if file.is_file() and file != manifest]
    manifest.write_text(manifest_of(output, files), "utf-8")


@pytest.mark.parametrize(("number", "codes"), [(None, set()), (3, set()), (99, {"search-format"})])
def test_an_index_of_an_earlier_format_is_verified_and_one_of_the_future_is_named(
    number: int | None, codes: set[str], copies: Copies, tmp_path: Path
) -> None:
    output = copies.taken("output", tmp_path)
    rewritten(output, number)
    assert {code for _, code in errors(output)} == codes


def test_the_format_of_today_is_known() -> None:
    today = SearchFormat(RESULT_CARDS_PER_FILE, SLOTS_PER_VERSION, joined=True, placed=True)
    assert FORMATS[FORMAT] == today
