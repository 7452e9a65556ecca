"""Lint, types, contract and deployment files, one line of result each."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from labtool import contract, python_packages, web_build
from labtool.clone import alone_in_clone
from labtool.command import capture, tool_environment
from labtool.errors import LabError
from labtool.paths import DEPLOY, FRONTEND, OPENER, ROOT, node, venv_program
from labtool.progress import say
from labtool.report import Checks, Report

_TYPED = ("backend/app", "backend/inspector", "backend/tests", "labtool", "e2e", "bench", "deploy", "SlicerOpener")
_LINTED = ("lab", "conftest.py", "backend", "labtool", "e2e", "bench", "deploy", "SlicerOpener")


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--write", action="store_true", help="keep regenerated files and formatting")


def run(options: argparse.Namespace) -> int:
    """Return 0 when every check passed."""
    python_packages.install(python_packages.ALL)
    report = Report()
    if options.write:
        _prepare_web()
        for name, body in [*python_checks(write=True), *other_checks(write=True)]:
            report.check(name, body)  # what is put right first is what the next one looks at
    else:
        with report.side_by_side() as begin:
            begin(python_checks())
            _prepare_web()
            begin(other_checks())
    say(report.summary())
    return 1 if report.failed else 0


def _prepare_web() -> None:
    with alone_in_clone():
        web_build.install_node_packages()


def python_checks(write: bool = False) -> Checks:
    """Return the checks that need nothing but the Python packages; with write, they put right what they can."""
    ruff = str(venv_program("ruff"))
    linted = [name for name in _LINTED if (ROOT / name).exists()]
    typed = [name for name in _TYPED if any((ROOT / name).glob("**/*.py"))]
    return [
        ("ruff", _quietly([ruff, "check", *(["--fix"] if write else []), *linted])),
        ("ruff format", _quietly([ruff, "format", *([] if write else ["--check"]), *linted])),
        ("mypy", _quietly([str(venv_program("mypy")), *typed])),
    ]


def other_checks(write: bool = False) -> Checks:
    """Return the checks of the web app, of what is derived and of what is deployed."""
    return [*_web(write), ("contract", lambda: _contract(write)), *_deployment()]


def _web(write: bool) -> list[tuple[str, Callable[[], None]]]:
    modules = FRONTEND / "node_modules"
    biome = [str(node()), str(modules / "@biomejs/biome/bin/biome"), "check", *(["--write"] if write else [])]
    typegen = _quietly([str(node()), str(modules / "next/dist/bin/next"), "typegen"], FRONTEND)
    compile_types = _quietly([str(node()), str(modules / "typescript/bin/tsc"), "--noEmit"], FRONTEND)

    def tsc() -> None:
        typegen()
        compile_types()

    return [("tsc", tsc), ("biome", _quietly(biome, FRONTEND))]


def _contract(write: bool) -> None:
    stale = contract.stale_files(keep=write)
    if stale and not write:
        names = ", ".join(str(file.relative_to(ROOT)) for file in stale)
        raise LabError(f"Not what the backend says today: {names}. ./lab check --write makes them anew.")


def _deployment() -> list[tuple[str, Callable[[], None]]]:
    caddy = [str(venv_program("caddy")), "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    dockerfiles = [str(file) for file in sorted(DEPLOY.glob("*.Dockerfile"))]
    scripts = [str(ROOT / ".ci/run"), *(str(file) for file in sorted([*DEPLOY.glob("*.sh"), *OPENER.glob("*/*.sh")]))]
    return [
        ("Caddyfile", _quietly(caddy)),
        *(_compose(file) for file in [None, *sorted(DEPLOY.glob("compose.*.yml"))]),
        ("hadolint", _quietly([str(venv_program("hadolint")), *dockerfiles])),
        ("shellcheck", _quietly([str(venv_program("shellcheck")), *scripts])),
    ]


def _compose(override: Path | None) -> tuple[str, Callable[[], None]]:
    """Check the compose file alone, or with one of its alternatives."""
    command = [str(venv_program("docker-compose")), "--env-file", str(DEPLOY / "compose-check.env")]
    command += ["-f", str(ROOT / "docker-compose.yml"), *(["-f", str(override)] if override else [])]
    name = f"compose with {override.name}" if override else "compose"
    return name, _quietly([*command, "config", "-q"])


def _quietly(command: Sequence[str], folder: Path = ROOT) -> Callable[[], None]:
    def body() -> None:
        code, output = capture(command, folder, tool_environment())
        if code != 0:
            raise LabError(output)

    return body
