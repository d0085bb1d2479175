"""`khotin schema`: writes the JSON Schemas and the editors' reference."""

import errno
import os
from pathlib import Path

import click

from generator.commands.report import LANGUAGES, machine_errors, require_site, say, talk_language

_NAMES = ("front-matter", "article", "site", "reference")


@click.command("schema")
@click.argument("name", type=click.Choice(_NAMES), required=False)
@click.option("--to", type=click.Path(path_type=Path), help="Write all files to this folder.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages, and of the reference.")
def schema_command(name: str | None, to: Path | None, site: Path, lang: str | None) -> None:
    """Write the JSON Schemas of front matter and site.toml, and the editors' reference.

    With a NAME, that one goes to stdout: front-matter (of any file), article (of an original, which must
    name what is required), site (site.toml), reference. Else all go to SITE/.khotin, or to --to.
    """
    from generator.read.scan import leads_outside
    from generator.schema.files import FOLDER, schema_files, write_schema_files

    talk = talk_language(lang)
    if name:
        click.echo(
            schema_files()[f"reference.{talk}.md" if name == "reference" else f"{name}.schema.json"], nl=False
        )
        return
    if to is None:
        require_site(site, talk)
    folder = to or site / FOLDER
    with machine_errors(talk):
        if to is None and leads_outside(site, FOLDER):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(folder))
        changed = write_schema_files(folder)
    for file in changed:
        click.echo(file)
    if not changed:
        say(talk, f"{folder}: không có gì thay đổi.", f"{folder}: nothing has changed.")
