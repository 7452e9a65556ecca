"""The real system for a benchmark: durable PostgreSQL, Valkey and the API under gunicorn, in a folder of their own."""

import http.client
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from urllib.parse import urlsplit

from labtool.engines import Postgres, Valkey, create_roles_and_database
from labtool.ports import free_port

BACKEND = Path(__file__).parent.parent / "backend"
PASSWORD = secrets.token_urlsafe(12)


@dataclass(frozen=True)
class System:
    """A running API: `url` answers, `sql_url` is the application's own way to the database, `data` its folder.

    `environment` has its settings, for what is measured beside it.
    """

    url: str
    sql_url: str
    data: Path
    postgres: Postgres
    token: str

    connection: http.client.HTTPConnection
    environment: dict[str, str]

    def get(self, path: str) -> bytes:
        """Fetch a path as a signed-in workstation, over a connection that is kept, as browsers do."""
        self.connection.request("GET", f"/api/v1{path}", headers={"Authorization": f"Bearer {self.token}"})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {content[:300]!r}")
        return content


@contextmanager
def running(settings: Mapping[str, str] = MappingProxyType({}), background: bool = False) -> Iterator[System]:
    """Start the system with these settings (environment variables), and stop it afterwards.

    `background` adds the worker and the scheduler.
    """
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as folder:
        data = Path(folder)
        data.chmod(0o755)
        with Postgres(data / "pg18") as postgres, Valkey(data / "valkey") as valkey:
            create_roles_and_database(postgres, "owner", "app")
            at = f"127.0.0.1:{postgres.port}/lab"
            environment = os.environ | {
                "DATABASE_URL": f"postgresql+psycopg://lab_app:app@{at}", "REDIS_URL": valkey.url,
                "DATABASE_OWNER_URL": f"postgresql+psycopg://lab_owner:owner@{at}", "LOG_LEVEL": "WARNING",
                "SECRET_KEY": secrets.token_urlsafe(32), "PUBLIC_URL": "http://localhost:3000", "DATA_DIR": str(data),
                "STORAGE_ROOT": str(data / "storage"), "MAIL_TRANSPORT": "file", **settings,
            }  # fmt: skip
            with _api(environment, data) as url, in_background(environment if background else {}):
                token = _sign_in(url)
                connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
                yield System(url, f"postgresql://lab_app:app@{at}", data, postgres, token, connection, environment)
                connection.close()


@contextmanager
def _api(environment: dict[str, str], data: Path) -> Iterator[str]:
    credentials = data / "credentials.txt"
    credentials.write_text(f"workstation: front-desk\npassword: {PASSWORD}\n")
    prepare = [sys.executable, "-m", "app.cli", "prepare", "--credentials", str(credentials)]
    subprocess.run(prepare, cwd=BACKEND, env=environment, check=True, capture_output=True)
    port = free_port()
    serve = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "run:app"]
    with subprocess.Popen(serve, cwd=BACKEND, env=environment | {"BIND": f"127.0.0.1:{port}"}) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/api/v1/health")
            yield f"http://127.0.0.1:{port}/api/v1"
        finally:
            process.terminate()


@contextmanager
def in_background(environment: Mapping[str, str]) -> Iterator[None]:
    """Run the worker and the scheduler while the body runs, unless there is no environment for them."""
    modules = ("app.worker", "app.scheduler") if environment else ()
    processes = [subprocess.Popen([sys.executable, "-m", module], cwd=BACKEND, env=environment) for module in modules]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=60)


def _wait(url: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def _sign_in(url: str) -> str:
    body = json.dumps({"workstation_id": "front-desk", "password": PASSWORD}).encode()
    request = urllib.request.Request(url + "/auth/login", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["token"])


def medians_ms(works: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Return the median time of each work in milliseconds, taken in turns after a warm-up of a fifth of the repeats.

    In turns, so that what else the machine does meets all of them.
    """
    for work in works:
        for _ in range(repeats // 5 + 1):
            work()
    turns = [[once_ms(work) for work in works] for _ in range(repeats)]
    return [median(times) for times in zip(*turns, strict=True)]


def once_ms(work: Callable[[], object]) -> float:
    """Return the time of one call in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
