"""The wheel: what `pip install khotin` gives does the same without a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's files, as site-packages would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(CHECKOUT)], check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "packages")
    return folder / "packages"


def khotin(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from generator.commands import run; run()", *arguments]
    env = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True, check=False)


def test_a_new_site_is_made_and_built_with_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    assert khotin(installed, tmp_path, "init", "kho").returncode == 0
    built = khotin(installed, tmp_path, "build", "--site", "kho")
    assert built.returncode == 0, built.stderr
    assert "warning" not in built.stderr
    output = tmp_path / "kho" / "output"
    for path in ("vi/index.html", "en/about.html", "static/style.css", "vi/2025/07/bai-dau-tien.html"):
        assert (output / path).is_file(), path


def test_a_folder_that_holds_something_is_left_alone(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "bai.txt").write_text("của tôi", encoding="utf-8")
    assert khotin(installed, tmp_path, "init", "kho").returncode == 2
    assert [file.name for file in (tmp_path / "kho").iterdir()] == ["bai.txt"]


def test_help_answers_without_loading_the_generator(installed: Path, tmp_path: Path) -> None:
    probe = "import sys; from generator.commands import main; main(['--help'], standalone_mode=False); "
    probe += "assert not {'jinja2', 'markdown', 'babel', 'PIL', 'yaml'} & set(sys.modules)"
    env = os.environ | {"PYTHONPATH": str(installed)}
    subprocess.run([sys.executable, "-c", probe], env=env, cwd=tmp_path, check=True, capture_output=True)
