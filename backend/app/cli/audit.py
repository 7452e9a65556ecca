"""The file check by command: print its report, or check now."""

from collections.abc import Iterator
from itertools import groupby

import click

from app.cli.context import OPERATOR, cli, installation
from app.schemas.audit import AuditReport, FindingView
from app.services.audit import report, scan


@cli.command("audit")
@click.option("--run", "is_run", is_flag=True, help="Check now, and wait for it.")
@click.option("--deep", is_flag=True, help="Check now, every byte of every file.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def print_audit(is_run: bool, deep: bool, as_json: bool) -> None:
    """Print what the file check found last; a check changes nothing."""
    with installation():
        if is_run or deep:
            scan.start(OPERATOR, deep)
            scan.run()
        found = report.current()
        click.echo(found.model_dump_json(indent=2) if as_json else "\n".join(_lines(found)))


def _lines(found: AuditReport) -> Iterator[str]:
    yield _headline(found)
    for title, group in groupby(found.findings, key=lambda each: each.title):
        listed = list(group)
        yield f"\n{title} ({len(listed)}): {listed[0].text}\n  To resolve it on the Admin page: {listed[0].offer}."
        yield from (_line(each) for each in listed)


def _headline(found: AuditReport) -> str:
    if found.status == "never":
        return "The files were never checked. Check now: python -m app.cli audit --run"
    if found.status == "running":
        return f"A check is running: {found.progress.jobs_done} of {found.progress.jobs} jobs looked at."
    if found.status == "aborted":
        return f"The last check was given up. {found.why_aborted}"
    checked = f"Checked on {found.finished_at:%Y-%m-%d %H:%M} UTC, {found.progress.jobs} jobs"
    return f"{checked}: {len(found.findings)} open findings, {found.new} of them new, {found.resolved} resolved."


def _line(each: FindingView) -> str:
    owner = f"{each.reference}  " if each.reference else ""
    return f"  {'new  ' if each.is_new else '     '}{owner}{each.path}"
