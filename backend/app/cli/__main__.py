from app.cli import audit, backup, demo, describe, documents, events, held_mail, inspect_again, lists, prepare, rebuild  # noqa: F401 - each adds its commands
from app.cli.context import cli

cli(prog_name="python -m app.cli")
