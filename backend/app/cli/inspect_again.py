"""Have models read again, for what an older version did not find in them."""

import click

from app.cli.context import cli, installation
from app.services import inspection_service


@cli.command("inspect-again")
@click.option("--all", "of_all", is_flag=True, help="All models, not only those that cannot be turned in 3D yet.")
def inspect_again(of_all: bool) -> None:
    """Have models read again in the background; the log says how many are left."""
    with installation():
        count = inspection_service.ask_again(of_all=of_all)
    if count == 0:
        click.echo("Every model that has a picture has its 3D view too. Nothing to do.")
    else:
        click.echo(f"Models to read again: {count}, about 30 a minute while the shop is open; the log counts them.")
