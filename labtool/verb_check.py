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
from labtool.report import Body, Report

_TYPED = ("backend/app", "backend/inspector", "backend/tests", "labtool", "e2e", "bench", "deploy", "SlicerOpener")
_LINTED = ("lab", "conftest.py", "backend", "labtool", "e2e", "bench", "deploy", "SlicerOpener")


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--write", action="store_true", help="keep regenerated files and formatting")


def run(options: argparse.Namespace) -> int:
    """Return 0 when every check passed."""
    python_packages.install(python_packages.ALL)
    with alone_in_clone():
        web_build.install_node_packages()
    report = Report()
    run_checks(report, options.write)
    say(report.summary())
    return 1 if report.failed else 0


def run_checks(report: Report, write: bool = False, more: Sequence[tuple[str, Body]] = ()) -> None:
    """Run all checks into the report, and what else is slow; with write, put right what a program can."""
    checks = [*_python(write), *_web(write), ("contract", lambda: _contract(write)), *more, *_deployment()]
    if write:
        for name, body in checks:  # what is put right first is what the next one looks at
            report.check(name, body)
    else:
        report.check_all(checks)


def _python(write: bool) -> list[tuple[str, Callable[[], None]]]:
    ruff = str(venv_program("ruff"))
    linted = [name for name in _LINTED if (ROOT / name).exists()]
    typed = [name for name in _TYPED if any((ROOT / name).glob("**/*.py"))]
    return [
        ("ruff", _quietly([ruff, "check", *(["--fix"] if write else []), *linted])),
        ("ruff format", _quietly([ruff, "format", *([] if write else ["--check"]), *linted])),
        ("mypy", _quietly([str(venv_program("mypy")), *typed])),
    ]


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
