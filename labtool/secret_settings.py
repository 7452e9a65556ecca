"""Make the secrets and the first credentials: one generator for the embedded mode and for compose."""

import secrets
import string
from pathlib import Path

from labtool.private_files import read_settings, write_private

SECRETS = ("POSTGRES_PASSWORD", "LAB_OWNER_PASSWORD", "LAB_APP_PASSWORD", "VALKEY_PASSWORD", "SECRET_KEY")
HEADING = "# Generated secrets. Settings from .env.example may be added here; they hold from the next start."
FIRST_WORKSTATION = "front-desk"
_EASY_TO_READ = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("l1o0")))


def ensure_settings(path: Path, defaults: dict[str, str], heading: str) -> dict[str, str]:
    """Add what is missing (defaults and secrets) to a 0600 file of settings and return all of it."""
    settings = read_settings(path)
    wanted = defaults | {name: secrets.token_urlsafe(32) for name in SECRETS}
    missing = {name: value for name, value in wanted.items() if name not in settings}
    if missing:
        before = path.read_text().rstrip("\n") if path.exists() else heading
        added = "\n".join(f"{name}={value}" for name, value in missing.items())
        write_private(path, f"{before}\n{added}\n")
    path.chmod(0o600)
    return settings | missing


def ensure_password(credentials_file: Path) -> str:
    """Return the first workstation's password, made and written down (0600) when there is none."""
    if credentials_file.exists():
        for line in credentials_file.read_text().splitlines():
            if line.startswith("password:"):
                return line.partition(":")[2].strip()
    groups = ("".join(secrets.choice(_EASY_TO_READ) for _ in range(5)) for _ in range(4))
    password = "-".join(groups)
    write_private(credentials_file, f"workstation: {FIRST_WORKSTATION}\npassword: {password}\n")
    return password
