"""Copies that are no bags are signed too: the signature lies beside them, and they name the copy before."""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from tests.support.copies import make_copy, verified, write_articles
from tests.support.site import BUILD_DATE, Site

NAMES = {"data": "c.zip", "epub": "books", "zim": "c.zim", "warc": "c.warc.gz", "wacz": "c.wacz"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two pairs of keys without a password: ours and that of somebody else."""
    folder = tmp_path_factory.mktemp("keys")
    made = {name: folder / name for name in ("ours", "ours.pub", "other", "other.pub")}
    for name in ("ours", "other"):
        command = ("minisign", "-G", "-W", "-s", str(made[name]), "-p", str(made[f"{name}.pub"]))
        subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_each_format_is_signed_and_names_the_copy_before(
    name: str, site: Site, tmp_path: Path, keys: dict[str, Path]
) -> None:
    write_articles(site)
    before = tmp_path / "before.zip"
    make_copy(site, before)
    copy = tmp_path / "copies" / NAMES[name]
    options = ("--format", name, "--date", BUILD_DATE.isoformat(), "--previous", before, "--to", copy)
    made = run("archive", "--site", site.folder, *options, "--sign", keys["ours"])
    assert made.exit_code == 0, made.output
    signed = copy / "volumes-sha256.txt" if copy.is_dir() else copy
    signature = signed.with_name(f"{signed.name}.minisig")
    assert run("verify", copy).exit_code == 0
    assert run("verify", copy, "--key", keys["ours.pub"]).exit_code == 0
    assert "[signature-wrong]" in run("verify", copy, "--key", keys["other.pub"]).stderr
    with zipfile.ZipFile(before) as opened:
        manifest = opened.read("kho-tin/manifest-sha256.txt")
    assert verified(copy).provenance["previous_manifest_sha256"] == hashlib.sha256(manifest).hexdigest()
    signature.unlink()
    assert "[signature-missing]" in run("verify", copy).stderr
    # A signature of the copy that was here before would be a lie beside the new one.
    signature.write_bytes(b"old")
    assert run("archive", "--site", site.folder, *options).exit_code == 0
    assert not signature.exists()
    assert run("verify", copy).exit_code == 0
