"""Choose the port of the front door and remember it; know what people outside call it."""

import os

from labtool.errors import LabError
from labtool.installation import Installation
from labtool.ports import LOOPBACK, is_free
from labtool.private_files import read_settings, write_private
from labtool.progress import say

DEFAULT_PORT = 3000


def choose_port(installation: Installation, wanted: int | None, host: str) -> int:
    """Return --port or PORT (LabError when taken), else the remembered port or 3000, else the next free one."""
    explicit = wanted or int(os.environ.get("PORT", "0"))
    if explicit:
        if not _is_free(explicit, host):
            raise LabError(f"Port {explicit} is in use. Choose another one: ./lab up --port NUMBER")
        return _remember(installation, explicit)
    usual = int(installation.port_file.read_text()) if installation.port_file.exists() else DEFAULT_PORT
    for port in range(usual, usual + 100):
        if _is_free(port, host):
            if port != usual:
                say(f"Port {usual} is in use; this installation opens on {port}.")
            return _remember(installation, port)
    raise LabError(f"No port from {usual} to {usual + 99} is free. Choose one: ./lab up --port NUMBER")


def choose_public_url(installation: Installation, wanted: str | None = None) -> str:
    """Return what links start with: --public-url, PUBLIC_URL, the same in secrets.env, else this computer's name."""
    settings = read_settings(installation.secrets_file)
    chosen = wanted or os.environ.get("PUBLIC_URL") or settings.get("PUBLIC_URL")
    port = installation.port_file.read_text().strip() if installation.port_file.exists() else DEFAULT_PORT
    return (chosen or f"http://localhost:{port}").rstrip("/")


def _is_free(port: int, host: str) -> bool:
    return is_free(port, host) and is_free(port, LOOPBACK)


def _remember(installation: Installation, port: int) -> int:
    write_private(installation.port_file, f"{port}\n")
    return port
