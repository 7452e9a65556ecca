"""Run a few commands as one container: when one ends, or the container is stopped, all end.

Usage: run_together.py "command one" "command two". Whoever restarts the container brings all of them back.
"""

import os
import shlex
import signal
import subprocess
import sys
import threading


def main(commands: list[str]) -> int:
    """Start the commands and return the exit code of the first that ends (1 for an unasked 0)."""
    children = [subprocess.Popen(shlex.split(command)) for command in commands]
    told = threading.Event()

    def pass_on(_number: int, _frame: object) -> None:
        """Tell each child once: a second SIGTERM would make the worker drop its job."""
        if not told.is_set():
            told.set()
            for child in children:
                child.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, pass_on)
    _, status = os.waitpid(-1, 0)
    was_asked = told.is_set()
    pass_on(signal.SIGTERM, None)
    for child in children:
        child.wait()
    return 0 if was_asked else os.waitstatus_to_exitcode(status) or 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
