"""Tests run in several processes: those that share something expensive keep together, every other file is free.

What tests measure is shown at the end of the run, whichever process measured it.
"""

from pathlib import Path
from typing import Any

import pytest

# The browser walks and the calls share one installation; the fault matrix is played once for all its tests.
TOGETHER = ("backend/tests/faults", "e2e")
ALONE = ("e2e/faults/test_kills.py", "e2e/api/test_on_the_network.py")
Said = dict[str, list[str]]
_SAID: Said = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say which tests keep together."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item.path.relative_to(config.rootpath))))


def _group(file: Path) -> str:
    shared = [folder for folder in TOGETHER if file.is_relative_to(folder)]
    return shared[0] if shared and str(file) not in ALONE else str(file)


@pytest.fixture(scope="session")
def said() -> Said:
    """Return the lines to show at the end of the run, by the headline over them."""
    return _SAID


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the lines of this process on."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["said"] = _SAID


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the lines of a process that has ended; one that was killed has none."""
    for headline, lines in getattr(node, "workeroutput", {}).get("said", {}).items():
        _SAID.setdefault(headline, []).extend(lines)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show all lines."""
    for headline, lines in _SAID.items():
        terminalreporter.section(headline)
        for line in lines:
            terminalreporter.write_line(line)
