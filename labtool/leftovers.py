"""End what a killed launcher left behind, and only that."""

import signal
import sys

from labtool.installation import Installation
from labtool.processes import end_process, fingerprint, kill_session, session_members, wait_gone
from labtool.progress import step

# On Linux the kernel told them already when the launcher died; a second SIGTERM would make RQ drop its job.
_PATIENCE_S = 10 if sys.platform == "linux" else 0
_SIGNALS = ((signal.SIGTERM, 10.0),)


def end_leftovers(installation: Installation) -> None:
    """End the processes of the last start that still live; a reused pid has another fingerprint."""
    recorded = [(service["pid"], service["fingerprint"]) for service in installation.state().get("services", [])]
    living = [(pid, known_as) for pid, known_as in recorded if _is_left(pid, known_as)]
    if not living:
        return
    with step("Ending what the last start left behind"):
        for pid, known_as in living:
            if not wait_gone(pid, known_as, _PATIENCE_S):
                end_process(pid, known_as, _SIGNALS)
            kill_session(pid)


def _is_left(pid: int, known_as: str) -> bool:
    """Tell whether the process, or at least somebody in the session it led, is still there."""
    now = fingerprint(pid)
    return now == known_as or (now is None and bool(session_members(pid)))
