"""A pytest plugin: which lines of some folders the tests have run, and that it is a share of them that suffices.

    python -m pytest -p tests.lines --lines-of backend/app --least-percent 90

SlipCover marks the lines of a module as it is loaded, and takes its marks away once they were reached. A tracer would
have the interpreter go through all other code slowly as well: the service tests took half as long again.
"""

import io
import json
from typing import Any

import pytest
import slipcover  # type: ignore[import-untyped]  # it has annotations, but does not say so

# Numba translates these, marks and all.
OMITTED = ["backend/inspector/compiled/*"]
NEVER_RUN = ["if __name__ == .__main__.:"]
LINES = pytest.StashKey[slipcover.Slipcover]()
ELSEWHERE = pytest.StashKey[list[dict[str, Any]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the options."""
    parser.addoption("--lines-of", action="append", default=[], help="a folder whose lines are to be run")
    parser.addoption("--least-percent", type=float, default=0.0, help="the share of its lines that suffices")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin before anything of the folders is loaded."""
    folders = early_config.known_args_namespace.lines_of
    lines = slipcover.Slipcover(source=folders, omit=OMITTED, exclude_also=NEVER_RUN)
    early_config.stash[LINES], early_config.stash[ELSEWHERE] = lines, []
    if folders:
        slipcover.ImportManager(lines, slipcover.FileMatcher(sources=folders, omit=OMITTED)).__enter__()


def pytest_testnodedown(node: Any) -> None:
    """Take what a process of xdist has run; one that was killed tells nothing."""
    if found := getattr(node, "workeroutput", {}).get("lines"):
        node.config.stash[ELSEWHERE].append(json.loads(found))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what this process has run, or judge what all of them have."""
    config = session.config
    if not config.option.lines_of:
        return
    if hasattr(config, "workeroutput"):
        config.workeroutput["lines"] = json.dumps(config.stash[LINES].get_coverage())
    elif _percent(config) < config.option.least_percent:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show which lines were not run."""
    if config.option.lines_of:
        table = io.StringIO()
        slipcover.print_coverage(_all(config), outfile=table, missing_width=70, skip_covered=True)
        terminalreporter.section("lines that no test has run")
        terminalreporter.write(table.getvalue())
        percent, least = _percent(config), config.option.least_percent
        verdict = "enough" if percent >= least else f"too few, it must be {least:g} %"
        terminalreporter.write_line(f"{percent:.1f} % of the lines were run: {verdict}")


def _percent(config: pytest.Config) -> float:
    return float(_all(config)["summary"]["percent_covered"])


def _all(config: pytest.Config) -> dict[str, Any]:
    """Return the lines that any process has run."""
    found: dict[str, Any] = config.stash[LINES].get_coverage()
    for each in config.stash[ELSEWHERE]:
        slipcover.merge_coverage(found, each)
    return found
