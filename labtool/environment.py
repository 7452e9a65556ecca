"""Build the environment of the backend's processes in the embedded mode."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from labtool.installation import Installation
from labtool.paths import ROOT, MissingProgramError, postgres_bin
from labtool.ports import LOOPBACK


@dataclass(frozen=True)
class Addresses:
    """Hold where the parts of one start answer."""

    postgres_port: int
    redis_url: str
    public_url: str


def backend_environment(installation: Installation, secrets: Mapping[str, str], addresses: Addresses) -> dict[str, str]:
    """Return every variable the backend reads: fixed ones, then the operator's, then those only we know."""
    defaults = {
        "MAIL_TRANSPORT": "file",
        "STORAGE_ROOT": str(installation.data / "storage"),
        **_postgres_programs(),
    }
    own = {key: value for key, value in secrets.items() if not key.endswith("_PASSWORD") or key == "SMTP_PASSWORD"}
    chosen = {name: os.environ[name] for name in _operator_settings() if name in os.environ}
    ours = {
        "DATABASE_URL": _database_url("lab_app", secrets["LAB_APP_PASSWORD"], addresses.postgres_port),
        "REDIS_URL": addresses.redis_url,
        "SECRET_KEY": secrets["SECRET_KEY"],
        "DATA_DIR": str(installation.data),
        "PUBLIC_URL": addresses.public_url,
        "LAB_ROLE": "api",
        "PROXY_HOPS": "1",
        "EMBEDDED": "true",
        "PYTHONUNBUFFERED": "1",
    }
    return {**machine(), **defaults, **own, **chosen, **ours}


def _postgres_programs() -> dict[str, str]:
    """Say where PostgreSQL's programs lie; nothing before they are installed, when only the doctor asks."""
    try:
        return {"PG_BIN": str(postgres_bin())}
    except MissingProgramError:
        return {}


def with_owner(environment: Mapping[str, str], secrets: Mapping[str, str], postgres_port: int) -> dict[str, str]:
    """Return the environment of the commands that may change tables; serving processes never get it."""
    owner_url = _database_url("lab_owner", secrets["LAB_OWNER_PASSWORD"], postgres_port)
    return {**environment, "DATABASE_OWNER_URL": owner_url}


def _database_url(role: str, password: str, port: int) -> str:
    return f"postgresql+psycopg://{role}:{quote(password, safe='')}@{LOOPBACK}:{port}/lab"


def _operator_settings() -> set[str]:
    """Return what may come from the shell: the names in .env.example, which the backend's settings make."""
    example = ROOT / ".env.example"
    names = re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", example.read_text(), re.MULTILINE) if example.is_file() else []
    return set(names) - {"DATABASE_OWNER_URL"}


def machine() -> dict[str, str]:
    """Return what any process needs of the machine; nothing else of the shell leaks into the services."""
    names = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER")
    return {name: os.environ[name] for name in names if name in os.environ}
