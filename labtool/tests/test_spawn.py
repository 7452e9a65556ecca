"""Children answer to us, however we were started ourselves."""

import signal
import subprocess
import sys

from labtool.spawn import spawn, stop

WAITS = "import time; print('up', flush=True); time.sleep(60)"


def test_a_child_hears_sigint_where_a_shell_has_us_ignore_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        child = spawn([sys.executable, "-c", WAITS], output=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    assert child.stdout
    with child.stdout:
        assert child.stdout.readline() == b"up\n"
        stop(child, [(signal.SIGINT, 30)])
    assert child.returncode == -signal.SIGINT
