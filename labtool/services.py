"""List the services of the embedded mode, in the order of starting."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from labtool.installation import Installation
from labtool.paths import BACKEND, DEPLOY, VENV_PYTHON, node, venv_program
from labtool.ports import LOOPBACK, free_port
from labtool.service import BRISK, Service, program

# Its control socket would lie in the account's home, one for all installations.
_GUNICORN = (VENV_PYTHON, "-m", "gunicorn", "--no-control-socket", "-c", "gunicorn.conf.py", "run:app")


@dataclass(frozen=True)
class Front:
    """Hold where the front door listens and what people call it."""

    host: str
    port: int
    public_url: str

    @property
    def local_host(self) -> str:
        """Return the address under which this machine reaches the front door."""
        return LOOPBACK if self.host in ("0.0.0.0", "") else self.host  # noqa: S104 - compared, not bound

    @property
    def local_url(self) -> str:
        """Return the URL for a browser on this machine."""
        host = "localhost" if self.local_host == LOOPBACK else self.local_host
        return f"http://{host}:{self.port}"


def app_services(backend_env: Mapping[str, str]) -> list[Service]:
    """Return the processes of the backend: API, live updates, worker, scheduler."""
    api, streams = free_port(), free_port()
    stream_env = {**backend_env, "BIND": f"{LOOPBACK}:{streams}", "LAB_ROLE": "streams"}
    stream_env |= {"WEB_WORKERS": "1", "WEB_THREADS": "200"}
    return [
        program("api", _GUNICORN, {**backend_env, "BIND": f"{LOOPBACK}:{api}"}, BACKEND, stop_stage=1, port=api),
        program("streams", _GUNICORN, stream_env, BACKEND, stop_stage=1, port=streams, stop_signals=BRISK),
        program("worker", (VENV_PYTHON, "-m", "app.worker"), backend_env, BACKEND, stop_stage=1),
        program("scheduler", (VENV_PYTHON, "-m", "app.scheduler"), backend_env, BACKEND, stop_stage=1),
    ]


def web_service(build: Path, machine_env: Mapping[str, str]) -> Service:
    """Return the web app: node itself on the standalone server."""
    port = free_port()
    env = {**machine_env, "HOSTNAME": LOOPBACK, "PORT": str(port), "NODE_ENV": "production"}
    env["NEXT_TELEMETRY_DISABLED"] = "1"
    return program("web", (node(), "server.js"), env, build, stop_stage=1, port=port, stop_signals=BRISK)


def front_service(
    installation: Installation, front: Front, machine_env: Mapping[str, str], upstreams: Mapping[str, int | None]
) -> Service:
    """Return the front door; upstreams maps api, streams and web to their ports."""
    env = {
        **machine_env,
        "FRONT_ADDRESS": f":{front.port}",
        "BIND_HOST": front.host,
        "API_UPSTREAM": f"{LOOPBACK}:{upstreams['api']}",
        "STREAM_UPSTREAM": f"{LOOPBACK}:{upstreams['streams']}",
        "WEB_UPSTREAM": f"{LOOPBACK}:{upstreams['web']}",
        "XDG_DATA_HOME": str(installation.data / "caddy"),
        "XDG_CONFIG_HOME": str(installation.data / "caddy"),
    }
    argv = (venv_program("caddy"), "run", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    return program("front", argv, env, installation.data, stop_stage=0, port=front.port, stop_signals=BRISK)
