"""Build the web app when its sources changed, into a folder of its own per version, so that no
running installation ever sees a half-built one."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labtool.clone import alone_in_clone, hash_files, is_stamped
from labtool.command import run_step, tool_environment
from labtool.errors import LabError
from labtool.paths import FRONTEND, VENV, npm
from labtool.progress import step

BUILDS = VENV / "lab" / "web"
_LOG = VENV / "lab" / "web.log"
_NOT_SOURCES = {"node_modules", ".next", "coverage", "test-results", "next-env.d.ts"}


def install_node_packages() -> None:
    """Install exactly the lock's packages; nothing happens when the stamp says they are there."""
    stamp = FRONTEND / "node_modules" / ".stamp"
    files = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
    wanted = hash_files((file for file in files if file.is_file()), npm()[0])
    if is_stamped(stamp, wanted):
        return
    with step("Node packages"):
        command = [*npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        run_step(command, _LOG, FRONTEND, tool_environment())
        stamp.write_text(wanted)


@contextmanager
def built() -> Iterator[Path]:
    """Yield the folder with server.js of the current sources, kept from the broom while the body runs."""
    with alone_in_clone():
        install_node_packages()
        folder = BUILDS / hash_files(_sources(), npm()[0])[:16]
        if not folder.exists():
            with step("Web app"):
                _build(folder)
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_SH)
        _sweep(folder)
    try:
        yield folder
    finally:
        os.close(held)


def _sources() -> Iterator[Path]:
    for parent, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES]
        yield from (Path(parent, name) for name in files if _is_source(name))


def _is_source(name: str) -> bool:
    return name not in _NOT_SOURCES and not name.endswith((".tsbuildinfo", ".test.ts", ".test.tsx"))


def _build(folder: Path) -> None:
    run_step([*npm(), "run", "build"], _LOG, FRONTEND, tool_environment(NODE_ENV="production"))
    standalone = FRONTEND / ".next" / "standalone"
    servers = [path for path in standalone.rglob("server.js") if "node_modules" not in path.parts]
    if not servers:
        raise LabError(f"next build left no server.js below {standalone}; is output: 'standalone' set?")
    scratch = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(min(servers, key=lambda path: len(path.parts)).parent, scratch, symlinks=True)
    shutil.copytree(FRONTEND / ".next" / "static", scratch / ".next" / "static", dirs_exist_ok=True)
    if (FRONTEND / "public").is_dir():
        shutil.copytree(FRONTEND / "public", scratch / "public", dirs_exist_ok=True)
    scratch.rename(folder)


def _sweep(keep: Path) -> None:
    """Remove builds that no installation runs."""
    for folder in BUILDS.iterdir():
        if folder == keep:
            continue
        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
        except BlockingIOError:
            continue  # another installation still serves it
        finally:
            os.close(held)
