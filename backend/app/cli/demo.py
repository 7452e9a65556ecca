"""Fill an empty lab with jobs to look at."""

import click

from app.cli.context import cli, installation


@cli.command()
def demo() -> None:
    """Make about 25 jobs in every status; a lab that has jobs stays as it is."""
    from app.demo import road  # it takes numpy, which no other command waits for

    with installation():
        made = road.build(click.echo)
        click.echo(f"{made} jobs made." if made else "There are jobs already; nothing was made.")
