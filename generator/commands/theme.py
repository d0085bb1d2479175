"""`khotin theme`: begins a theme, and writes what a theme can use."""

from pathlib import Path

import click

from generator.commands.report import LANGUAGES, machine_errors, require_site, say, talk_language


@click.group("theme")
def theme_command() -> None:
    """Begin a theme of your own, or read what it can change."""


@theme_command.command("new")
@click.argument("name")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def new_theme_command(name: str, site: Path, lang: str | None) -> None:
    """Make themes/NAME, which changes nothing yet and has all from the default theme."""
    from generator.authoring.theme import is_theme_name, write_new_theme

    talk = talk_language(lang)
    require_site(site, talk)
    if not is_theme_name(name):
        vi = f"«{name}» không dùng làm tên được: chỉ dùng a-z, 0-9 và gạch nối, và không phải default."
        en = f"“{name}” cannot be its name: use a-z, 0-9 and hyphens, and not default."
        raise click.UsageError(vi if talk == "vi" else en)
    with machine_errors(talk):
        try:
            files = write_new_theme(site, name)
        except FileExistsError:
            vi, en = f"Đã có themes/{name}.", f"There is a themes/{name} already."
            raise click.UsageError(vi if talk == "vi" else en) from None
    for file in files:
        click.echo(file)
    say(
        talk,
        f'Để dùng, viết theme = "{name}" trong site.toml.',
        f'To use it, write theme = "{name}" in site.toml.',
    )


@theme_command.command("reference")
def theme_reference_command() -> None:
    """Print all blocks, names, filters and views that templates can use (THEMES.md)."""
    from generator.authoring.theme_reference import theme_reference
    from generator.read.theme import default_theme

    click.echo(theme_reference(default_theme()), nl=False)
