"""Tests run in several processes: those that share something expensive keep together, every other file is free.

What tests measure is shown at the end of the run, whichever process measured it.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from labtool.side_by_side import together_with

Said = dict[str, list[str]]
_SAID: Said = {}


class SharedThingsTogether(LoadScopeScheduling):
    """Give every process whole files, and those that share something to one process.

    Our own, as the `loadgroup` of xdist 3.8 writes its groups where pytest 9.2 no longer reads them.
    """

    def _split_scope(self, nodeid: str) -> str:
        return together_with(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Say which tests keep together."""
    return SharedThingsTogether(config, log)


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
