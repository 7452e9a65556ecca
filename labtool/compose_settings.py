"""Write the .env that docker compose reads, with the secrets of the same generator."""

import os

from labtool.installation import Installation
from labtool.paths import ROOT
from labtool.progress import say
from labtool.secret_settings import ensure_password, ensure_settings

_HEADING = "# Written by ./lab init --compose. Settings of .env.example may be added; secrets stay here, never in git."
_CONTAINER_ACCOUNT = 10001
_STORAGE = ".data/compose-storage"
_BACKUPS = ".data/compose-backups"


def write_compose_settings(installation: Installation, public_url: str | None) -> str:
    """Add what is missing to .env (0600) and return the first workstation's password."""
    password = ensure_password(installation.credentials_file)
    account = os.getuid() or _CONTAINER_ACCOUNT
    for folder, mode in ((ROOT / _STORAGE, 0o770), (ROOT / _BACKUPS, 0o700)):
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        if os.getuid() == 0:
            os.chown(folder, account, account)
    defaults = {
        "PUBLIC_URL": public_url or "http://localhost:3000",
        "PORT": "3000",
        "BIND_ADDRESS": "127.0.0.1",
        "STORAGE_PATH": f"./{_STORAGE}",
        "BACKUP_PATH": f"./{_BACKUPS}",
        "LAB_UID": str(account),
        "FRONT_DESK_PASSWORD": password,
        "MAIL_TRANSPORT": "smtp",
        "SMTP_HOST": "localhost",
    }
    ensure_settings(ROOT / ".env", defaults, _HEADING)
    say(f"{ROOT / '.env'} holds compose's settings; look at SMTP_HOST, PUBLIC_URL, STORAGE_PATH and BACKUP_PATH.")
    return password
