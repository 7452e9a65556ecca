"""Run all tests on the real engines: web app, tools, backend and how much of it they reach, browser walks."""

import argparse
import os
import subprocess
from contextlib import ExitStack
from pathlib import Path

from labtool import python_packages, web_build
from labtool.browsers import HOW_TO_GET_IT, chromium, ensure_chromium
from labtool.command import run_step, tool_environment
from labtool.errors import LabError
from labtool.instance import start_installation
from labtool.paths import BACKEND, FRONTEND, OPENER, ROOT, VENV, VENV_PYTHON, npm
from labtool.progress import say, step
from labtool.report import Report
from labtool.scratch import scratch
from labtool.verb_check import other_checks, python_checks

_LEAST_LINES_PERCENT = 90
# Tests wait more than they compute, hence one more than cores; side_by_side.py says which of them keep together.
_SIDE_BY_SIDE = ("-n", str(min(4, (os.cpu_count() or 1) + 1)), "--no-loadscope-reorder")
_PARTS = ("check", "web", "labtool", "opener", "backend", "e2e")


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("parts", nargs="*", metavar="part", help=f"which parts (default all): {', '.join(_PARTS)}")
    parser.add_argument("--faults", action="store_true", help="play every cell of the fault matrix and every race")


def run(options: argparse.Namespace) -> int:
    """Return 0 when everything passed; the closing line of pytest comes last."""
    parts = options.parts or list(_PARTS)
    report = Report()
    python_packages.install(python_packages.ALL)
    with ExitStack() as held:
        with report.side_by_side() as begin:
            begin(python_checks() if "check" in parts else [])
            held.enter_context(web_build.built())
            begin([("web unit tests", _web_tests)] if "web" in parts else [])
            begin(other_checks() if "check" in parts else [])
        has_passed = _pytest(_folders(parts, report), report, options.faults)
    return 0 if has_passed and not report.failed else 1


def _web_tests() -> None:
    run_step([*npm(), "test"], VENV / "lab" / "web-test.log", FRONTEND, tool_environment())


def _folders(parts: list[str], report: Report) -> list[Path]:
    """Return the folders of Python tests; the browser walks only where there is a browser."""
    longest_files_first = {
        "e2e": ROOT / "e2e",
        "labtool": ROOT / "labtool/tests",
        "backend": BACKEND / "tests",
        "opener": OPENER / "tests",
    }
    chosen = [place for part, place in longest_files_first.items() if part in parts and any(place.glob("**/test_*.py"))]
    if longest_files_first["e2e"] in chosen and ensure_chromium() is None:
        if os.environ.get("CI"):
            raise LabError(f"The browser walks are never left out in CI: {HOW_TO_GET_IT}.")
        report.leave_out("browser walks", HOW_TO_GET_IT)
    return chosen


def _pytest(folders: list[Path], report: Report, with_all_faults: bool) -> bool:
    """Run all Python tests in one session, so that one closing line tells it all."""
    if not folders:
        say(report.summary())
        return True
    environment = tool_environment(PYTHONPATH=os.pathsep.join((str(ROOT), str(BACKEND))))
    environment |= {"LAB_FAULTS": "1"} if with_all_faults else {}
    with ExitStack() as open_things:
        made = open_things.enter_context(scratch())
        environment |= {"TMPDIR": str(made)}
        if ROOT / "e2e" in folders:
            data = made / "shop"
            with step("An installation for the browser walks"):
                shop = open_things.enter_context(start_installation(data))
            environment |= {"LAB_URL": shop.url, "LAB_DATA": str(shop.data), "LAB_PASSWORD": shop.password}
        say(f"before pytest: {report.summary()}")
        command = [str(VENV_PYTHON), "-m", "pytest", *_SIDE_BY_SIDE, *map(str, folders), *_lines(folders)]
        command += [] if chromium() else [f"--ignore={ROOT / 'e2e/browser'}"]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def _lines(folders: list[Path]) -> list[str]:
    """Measure the backend when its tests run, and insist on the share of lines that they reach."""
    if BACKEND / "tests" not in folders:
        return []
    measured = [f"--lines-of={BACKEND.relative_to(ROOT) / part}" for part in ("app", "inspector")]
    return ["-p", "tests.lines", *measured, f"--least-percent={_LEAST_LINES_PERCENT}"]
