"""Tests that share something are run by one process, whichever version of the tools runs them."""

import os
import re
import subprocess
import sys

from labtool.paths import ROOT
from labtool.side_by_side import together_with


def test_what_keeps_together() -> None:
    assert together_with("e2e/api/test_links.py::test_one[a@b]") == together_with("e2e/browser/test_desk.py::test_two")
    network = {together_with(f"e2e/{folder}/test_on_the_network.py::test_one") for folder in ("api", "browser")}
    others = {together_with(f"e2e/{file}.py::test_one") for file in ("api/test_links", "faults/test_kills")}
    assert (len(network), len(network | others)) == (1, 3)
    assert together_with("labtool/tests/test_up.py::test_one") != together_with("labtool/tests/test_ports.py::test_one")


def test_one_process_gets_all_that_share() -> None:
    command = [sys.executable, "-m", "pytest", "-n", "2", "-vv", "e2e/soak/test_delays.py"]
    # A run within a run must not take itself for one of the processes around it.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
    runs = re.findall(r"\[(gw\d)\] .*PASSED e2e/soak/", run.stdout)
    assert len(runs) > 2
    assert len(set(runs)) == 1
