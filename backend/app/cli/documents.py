"""Documents that are derived from the code: the settings, and the lifecycle with its diagram."""

import click
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from app.cli.context import cli
from app.config import Settings
from app.models import ACTIONS, STATUSES, Action

MADE = "Made by `./lab check --write` from the code; change it there."


def _default(field: FieldInfo) -> str:
    return "" if field.default in (PydanticUndefined, None) else str(field.default)


@cli.command("env-example")
def env_example() -> None:
    """Print .env.example."""
    click.echo(f"# Settings of one installation; ./lab init writes real ones. {MADE}")
    for name, field in Settings.model_fields.items():
        needed, mark = ("needed", "") if field.is_required() else ("optional", "# ")
        click.echo(f"\n# {field.description} ({needed})\n{mark}{name.upper()}={_default(field)}")


@cli.command("settings-page")
def settings_page() -> None:
    """Print the page about the settings."""
    click.echo(f"# Settings\n\nEvery setting is an environment variable. {MADE}\n")
    click.echo("| variable | default | what it is |\n|---|---|---|")
    for name, field in Settings.model_fields.items():
        default = "needed" if field.is_required() else f"`{_default(field)}`" if _default(field) else "none"
        click.echo(f"| `{name.upper()}` | {default} | {field.description} |")


@cli.command("lifecycle-page")
def lifecycle_page() -> None:
    """Print the page about the lifecycle."""
    click.echo(f"# The lifecycle of a job\n\n{MADE} The table itself is `backend/app/models/lifecycle.py`.\n")
    click.echo("```mermaid\nstateDiagram-v2\n    [*] --> UPLOADED: submit")
    for row in ACTIONS.values():
        for arrow in (arrow for source in STATUSES if source in row.sources for arrow in _arrows(row, source)):
            click.echo(f"    {arrow}")
    click.echo("```\n\n| action | by | from | to | needs the lock | event | mail |\n|---|---|---|---|---|---|---|")
    for row in ACTIONS.values():
        click.echo(_line(row))


def _arrows(row: Action, source: str) -> list[str]:
    if row.removes:
        return [f"{source} --> [*]: {row.name}"]
    if row.target is None:
        return [] if len(row.sources) == len(STATUSES) else [f"{source} --> {source}: {row.name}"]
    return [f"{source} --> {row.target}: {row.name}"]


def _line(row: Action) -> str:
    listed = ", ".join(each for each in STATUSES if each in row.sources)
    sources = "any" if len(row.sources) == len(STATUSES) else listed
    target = "gone" if row.removes else row.target or "same"
    cells = (
        row.name, ", ".join(sorted(row.actors)), sources or "-", target, "yes" if row.needs_lock else "no",
        ", ".join(row.events), row.mail or "-",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"
