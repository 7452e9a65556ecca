"""Open the shop: start everything in order, show where it is, tend it, and close it in order."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labtool import weekly_drill
from labtool.backing import Backing
from labtool.command import run_step
from labtool.console import Console
from labtool.environment import machine
from labtool.errors import StopRequestedError
from labtool.http_get import get, health
from labtool.installation import Installation
from labtool.network import lan_addresses
from labtool.paths import BACKEND, VENV_PYTHON
from labtool.progress import say, step
from labtool.service import engine_service
from labtool.services import Front, app_services, front_service, web_service
from labtool.supervisor import Supervisor
from labtool.weekly_drill import WeeklyDrill

_NAMES = ["postgres", "valkey", "api", "streams", "worker", "scheduler", "web", "front", weekly_drill.NAME]
_READY_TIMEOUT_S = 120


@dataclass(frozen=True)
class Wishes:
    """Hold what the person asked of this start."""

    demo: bool
    quiet: bool
    started_at: float


class Opening:
    """Run one installation from opening to closing."""

    def __init__(self, installation: Installation, build: Path, front: Front, wishes: Wishes) -> None:
        """Take a held installation, the built web app, and where to open."""
        self._installation = installation
        self._build = build
        self._front = front
        self._wishes = wishes
        self._backing = Backing(installation)
        self._stop_requested = threading.Event()
        self._supervisor = Supervisor(installation.logs, self._write_state, self._stop_requested)
        self._drill = WeeklyDrill(installation, self._backing.environment(front.public_url))
        self._console: Console | None = None
        self._services: list[dict[str, Any]] = []
        self._is_open = False

    def run(self) -> int:
        """Open, tend until asked to stop, close; return the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop_requested.set())
        try:
            self._open()
            self._console = console = Console(self._installation.logs, _NAMES, quiet=self._wishes.quiet)
            while not self._stop_requested.wait(0.2):
                self._supervisor.tend()
                console.pump()
        except StopRequestedError:
            pass  # asked to stop while opening: close what is there
        finally:
            self._close()
        return 0

    def _open(self) -> None:
        with step("Database and broker"):
            self._start_engines()
        with step("Tables, catalogue and first workstation"):
            self._backing.prepare(self._front.public_url)
        with step("Services"):
            self._start_services()
        self._add_demo()
        self._is_open = True
        self._write_state(self._services)
        self._drill.start()
        self._welcome()

    def _start_engines(self) -> None:
        postgres, valkey = self._backing.postgres, self._backing.valkey
        self._supervisor.start([engine_service(postgres, stop_stage=4), engine_service(valkey, stop_stage=3)])
        self._supervisor.wait_ready(self._engines_answer, _READY_TIMEOUT_S, "The database")

    def _engines_answer(self) -> bool:
        return self._supervisor.is_ready("postgres") and self._supervisor.is_ready("valkey")

    def _start_services(self) -> None:
        apps = app_services(self._backing.environment(self._front.public_url))
        web = web_service(self._build, machine())
        upstreams = {service.name: service.port for service in [*apps, web]}
        front = front_service(self._installation, self._front, machine(), upstreams)
        self._supervisor.start([*apps, web, front])
        self._supervisor.wait_ready(self._door_answers, _READY_TIMEOUT_S, "Opening")

    def _door_answers(self) -> bool:
        return all(self._get(path)[0] == 200 for path in ("/api/v1/health", "/"))

    def _get(self, path: str) -> tuple[int, bytes]:
        return get(self._front.local_host, self._front.port, path, timeout_s=2)

    def _add_demo(self) -> None:
        done = self._installation.data / "demo"
        if not self._wishes.demo or done.exists():
            return
        with step("Demonstration jobs"):
            env = self._backing.environment(self._front.public_url)
            run_step([VENV_PYTHON, "-m", "app.cli", "demo"], self._installation.logs / "demo.log", BACKEND, env)
        done.touch()

    def _welcome(self) -> None:
        said = health(self._front.local_host, self._front.port, timeout_s=2)
        say(f"\nThe shop is open after {time.monotonic() - self._wishes.started_at:.1f} s: {self._front.local_url}")
        if self._front.host == "0.0.0.0":  # noqa: S104 - compared, not bound
            for address in lan_addresses():
                say(f"  on the network:    http://{address}:{self._front.port}")
        say(f"  sign in as:        front-desk, password {self._backing.password}")
        say(f"  kept, with names:  {self._installation.credentials_file}")
        say(f"  mails it wrote:    {self._front.local_url}/inbox")
        say(f"  links in mails:    {self._front.public_url}")
        if said.get("status") != "ok":
            say(f"  not all is well:   {said.get('components', 'no answer just now; ./lab status asks again')}")
        say(f"  logs:              {self._installation.logs}\nCtrl-C closes it.\n")

    def _close(self) -> None:
        say()
        with step("Closing"):
            self._drill.close()
            self._supervisor.stop_all()
        if self._console is not None:
            self._console.pump()

    def _write_state(self, services: list[dict[str, Any]]) -> None:
        self._services = services
        self._installation.write_state(
            {
                "launcher": os.getpid(),
                "url": self._front.local_url,
                "public_url": self._front.public_url,
                "open": self._is_open and bool(services),
                "services": services,
            }
        )
