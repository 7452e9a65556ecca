"""Describe one supervised process: how to start it and how it is asked to end."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import IO

from labtool.engine import Engine
from labtool.spawn import spawn

Signals = Sequence[tuple[signal.Signals, float]]
POLITE: Signals = ((signal.SIGTERM, 30),)
BRISK: Signals = ((signal.SIGTERM, 2),)


@dataclass(frozen=True)
class Service:
    """Hold one process of the installation; services of a lower stop_stage end first.

    `is_ready` tells whether the process with this id answers; without it, nobody can tell.
    """

    name: str
    port: int | None
    stop_stage: int
    launch: Callable[[IO[bytes]], "Popen[bytes]"]
    stop_signals: Signals = POLITE
    is_ready: Callable[[int], bool] | None = None


def program(
    name: str,
    argv: Sequence[str | Path],
    env: Mapping[str, str],
    cwd: Path,
    *,
    stop_stage: int,
    port: int | None = None,
    stop_signals: Signals = POLITE,
) -> Service:
    """Describe a service that is a plain program."""

    def launch(log: IO[bytes]) -> "Popen[bytes]":
        return spawn(argv, env=env, cwd=cwd, output=log)

    return Service(name, port, stop_stage, launch, stop_signals)


def engine_service(engine: Engine, *, stop_stage: int) -> Service:
    """Describe an engine; each start prepares its folder anew, which is what recovers it after a kill."""

    def launch(log: IO[bytes]) -> "Popen[bytes]":
        engine.prepare()
        return engine.spawn(log)

    return Service(engine.name, engine.port, stop_stage, launch, engine.stop_signals, engine.is_ready)
