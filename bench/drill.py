"""Backup drill under load over 1,000 jobs: what it gives back and how long it takes; then all jobs from storage alone.

    python -m bench.drill

A shop with jobs in every status goes on working while a backup is made and tried out the way `./lab backup drill` does.
Goals: the restored copy passes the deep file check with 0 findings, its event log is proven, all within 5 minutes.
From the restored storage alone, `./lab rebuild` gives back every field that metadata.json promises, of every job.
"""

import json
import os
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.busy import busy
from bench.submission import OPEN_DOORS
from bench.system import BACKEND, System, in_background, running
from labtool import verb_rebuild
from labtool.backing import running_backing
from labtool.backup_drill import run_drill
from labtool.installation import Installation
from labtool.paths import ROOT, postgres_bin

JOBS = 1000
GOAL_S = 300
URL = "http://localhost:3000"
SETTLE = """
import time
from app import create_app
from app.extensions import db
from app.models import Job
from app.services import move_service
with create_app().app_context():
    end = time.monotonic() + 180
    while move_service.sweep() or any(map(move_service.is_moving, db.session.scalars(db.select(Job)))):
        db.session.rollback()
        if time.monotonic() > end:
            raise SystemExit("the folders of the restored jobs do not come to rest")
        time.sleep(0.5)
"""
DOCUMENTS = """
import json
from app import create_app
from app.extensions import db
from app.models import Job
from app.services import metadata_service
with create_app().app_context():
    jobs = db.session.scalars(db.select(Job).order_by(Job.number))
    print(json.dumps([json.loads(metadata_service.encode(metadata_service.document(job, job.path))) for job in jobs]))
"""
NOT_PROMISED = ("written_at", "events")  # of a job's history, a rebuilt one has a summary in one line of the log
Environment = Mapping[str, str]


class Trial:
    """What was seen of the restored copy while it stood; times in seconds."""

    def __init__(self, scratch: Path, load: ExitStack) -> None:
        """Take a folder for the database that is rebuilt, and the load that ends with the drill."""
        self.scratch = scratch
        self.load = load
        self.seconds: dict[str, float] = {}
        self.broken: list[str] = []

    def look(self, arguments: list[str], environment: Environment) -> int:
        """Do the drill itself, then look closer at what it restored; returns the drill's exit code."""
        with self.timed("drill"):
            code = cli(["backup", *arguments], environment)
        self.require("the drill went well", code == 0)
        if code != 0:
            return code
        with self.timed("audit"):
            found = json.loads(output(["-m", "app.cli", "audit", "--deep", "--json"], environment))
        self.require("0 findings", found["status"] == "done" and not found["findings"])
        self.require("the chain verifies", cli(["events", "verify"], environment) == 0)
        self.load.close()
        with self.timed("settling"):
            output(["-c", SETTLE], environment)
        self.rebuild(environment)
        return code

    def rebuild(self, environment: Environment) -> None:
        """Rebuild an empty database from the restored storage and compare every field of every job."""
        new = Installation(self.scratch / "rebuilt")
        with self.timed("rebuild"):
            code = verb_rebuild.run(Namespace(storage=Path(environment["STORAGE_ROOT"]), data=new.data))
        restored = documents(environment)
        with running_backing(new) as backing:
            rebuilt = documents(backing.environment(URL))
        differing = [name for name in restored if rebuilt.get(name) != restored[name]]
        print(f"rebuilt {len(rebuilt)} of {len(restored)} jobs, {len(differing)} of them differ (goal 0)")
        self.require("rebuilt from storage", code == 0 and not differing and len(rebuilt) == len(restored))

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Take the time of the body."""
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start

    def require(self, promise: str, is_kept: bool) -> None:
        """Note a promise that is broken."""
        if not is_kept:
            self.broken.append(promise)


def cli(arguments: list[str], environment: Environment) -> int:
    """Run a command of the backend and return its exit code."""
    command = [sys.executable, "-m", "app.cli", *arguments]
    return subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode


def output(arguments: list[str], environment: Environment) -> str:
    """Run Python in the backend and return what it prints."""
    run = subprocess.run([sys.executable, *arguments], cwd=BACKEND, env=environment, check=True, stdout=subprocess.PIPE)
    return run.stdout.decode()


def documents(environment: Environment) -> dict[str, Any]:
    """Return what metadata.json promises of each job, from a database, by reference."""
    found = json.loads(output(["-c", DOCUMENTS], environment))
    return {each["reference"]: {name: each[name] for name in each if name not in NOT_PROMISED} for each in found}


def fill(system: System) -> float:
    """Make the jobs; returns the seconds it took."""
    start = time.perf_counter()
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(BACKEND)])}
    subprocess.run(
        [sys.executable, "-m", "bench.full_shop", str(JOBS)], cwd=ROOT, env=system.environment | paths, check=True
    )
    return time.perf_counter() - start


def main() -> int:
    """Print what was done, found and measured; 1 if a promise is broken."""
    with running(OPEN_DOORS | {"PG_BIN": str(postgres_bin())}) as system:
        print(f"{JOBS} jobs in every status, made through the services in {fill(system):.0f} s", flush=True)
        with in_background(system.environment), ExitStack() as load:
            trial, done = Trial(system.data / "trial", load), load.enter_context(busy(system))
            with trial.timed("backup"):
                trial.require("the backup was made", cli(["backup", "create"], system.environment) == 0)
            run_drill(Installation(system.data), trial.look)
        print(f"meanwhile over HTTP: {done['submit']} submissions, {done['action']} actions of staff")
    took = trial.seconds
    total = took["backup"] + took["drill"] + took.get("audit", 0)
    trial.require("within 5 minutes", total <= GOAL_S)
    print(", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items()))
    print(f"backup, drill and audit: {total:.1f} s (goal <= {GOAL_S}); broken promises: {trial.broken or 'none'}")
    return 1 if trial.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
