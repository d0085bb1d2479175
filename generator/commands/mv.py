"""`khotin mv`: an article or a folder gets another place or name."""

import sys
from difflib import unified_diff
from pathlib import Path

import click

from generator.authoring.carried_out import carry_out
from generator.authoring.current_content import read_current
from generator.authoring.moving import MovePlan, Moving, planned
from generator.commands.choices import settings_of
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    machine_errors,
    print_problems,
    say,
    talk_language,
    waiting,
)
from generator.parallel.pool import cores
from generator.read.scan import CONTENT, ScannedFile, nfc, scan


@click.command("mv")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is built; SITE/output.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def mv_command(old: Path, new: str, dry_run: bool, output: Path | None, site: Path, lang: str | None) -> None:
    """Move the article or folder OLD to NEW: a new name, or a folder.

    Its translations move along, to another folder also the media that no other article uses. Links of all
    articles are mended. Where an address changes, the old one is written into aliases, so it leads on.
    """
    talk = talk_language(lang)
    settings = settings_of(site, talk)
    source = _inside(site, old, talk)
    new = _beside(source, new) if _is_name(new) and not (site / new).exists() else new
    target = _inside(site, Path(new), talk)
    is_folder = new.endswith(("/", "\\")) or (site / target).is_dir()
    with machine_errors(talk):
        sources = read_current(site, settings, output or site / "output", cores(), lambda: waiting(talk))
        files = {file.path: file for file in scan(site) if file.path.startswith(f"{CONTENT}/")}
        moving = Moving(site, settings, sources.value, files)
        plan = planned(moving, source, f"{target}/" if is_folder else target)
        print_problems(plan.problems, talk)
        if plan.value is None:
            sys.exit(CONTENT_PROBLEMS)
        _show(site, plan.value, files, talk, dry_run)
        if not dry_run:
            carry_out(site, plan.value, files)


def _is_name(new: str) -> bool:
    """Whether this is a name without a folder."""
    return not {"/", "\\"} & set(new) and new not in (".", "..", CONTENT)


def _beside(source: str, name: str) -> str:
    """The path with this name beside the source. A file keeps its suffix."""
    suffix = Path(source).suffix
    return str(Path(source).with_name(name if name.endswith(suffix) else f"{name}{suffix}"))


def _inside(site: Path, given: Path, talk: str) -> str:
    """The path from the site's folder in NFC. It may be given from there, or from the working directory.

    Raises click.UsageError if it is outside the site.
    """
    root = site.resolve()
    for start in (given, site / given):
        real = start.parent.resolve() / start.name if start.name not in ("", "..") else start.resolve()
        if real.is_relative_to(root / CONTENT):
            return nfc(real.relative_to(root).as_posix())
    vi = f"{given} không nằm trong {CONTENT}/ của trang."
    raise click.UsageError(vi if talk == "vi" else f"{given} is not in the site's {CONTENT}/.")


def _show(site: Path, plan: MovePlan, files: dict[str, ScannedFile], talk: str, dry_run: bool) -> None:
    """Prints what moves, which aliases are written and how many articles change."""
    for old, new in sorted(plan.paths.items()):
        click.echo(f"{old} → {new}")
    for path, aliases in sorted(plan.aliases.items()):
        click.echo(f"{plan.paths[path]}: aliases {', '.join(aliases)}")
    mended = sorted(plan.written.keys() - plan.paths.keys())
    for path in mended:
        say(talk, f"Sửa liên kết: {path}", f"Links mended: {path}")
    if not dry_run:
        return
    for path, data in sorted(plan.written.items()):
        before = (site / files[path].actual).read_bytes().decode("utf-8", "replace").splitlines()
        after = data.decode("utf-8", "replace").splitlines()
        now = plan.paths.get(path, path)
        click.echo("\n".join(unified_diff(before, after, f"a/{path}", f"b/{now}", lineterm="", n=0)))
    say(talk, "Chưa tệp nào bị thay đổi.", "No file was changed.")
