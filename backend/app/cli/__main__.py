from app.cli import (  # noqa: F401 - each adds its commands
    audit,
    backup,
    demo,
    describe,
    documents,
    estimates,
    events,
    held_mail,
    inspect_again,
    lists,
    prepare,
    rebuild,
)
from app.cli.context import cli

cli(prog_name="python -m app.cli")
