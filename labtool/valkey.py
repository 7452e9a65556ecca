"""Run Valkey from its wheel."""

import secrets
import socket
from pathlib import Path
from urllib.parse import quote

from labtool.engine import Engine
from labtool.paths import valkey_server
from labtool.ports import LOOPBACK


class Valkey(Engine):
    """Run a Valkey server on 127.0.0.1 that keeps an append-only file and never evicts."""

    name = "valkey"

    def __init__(self, data_dir: Path, port: int | None = None, password: str | None = None) -> None:
        """Take the server's folder; without a password a new one holds for the life of this object."""
        program = valkey_server()
        super().__init__(data_dir, port, program.parent, program.name)
        self.password = password or secrets.token_urlsafe(24)

    @property
    def url(self) -> str:
        """Return the URL of its first database."""
        return f"redis://:{quote(self.password, safe='')}@{LOOPBACK}:{self.port}/0"

    def initialize(self) -> None:
        """Make the empty data folder."""
        self.data_dir.mkdir(mode=0o700)

    def command(self) -> list[str]:
        """Return the server's command line; its configuration comes on standard input, unseen by `ps`."""
        return [str(self.program), "-"]

    def configuration(self) -> str:
        """Return the configuration, password included."""
        lines = {
            "bind": LOOPBACK,
            "port": self.port,
            "dir": f'"{self.data_dir}"',
            "requirepass": f'"{self.password}"',
            "appendonly": "yes",
            "save": '""',
            "maxmemory-policy": "noeviction",
        }
        return "".join(f"{key} {value}\n" for key, value in lines.items())

    def is_ready(self, pid: int) -> bool:
        """Ask for its process id under our password; another server on the port fails one or the other."""
        question = f"AUTH {self.password}\r\nINFO server\r\nQUIT\r\n".encode()
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=2) as connection:
                connection.sendall(question)
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:
            return False
        return f"process_id:{pid}\r\n".encode() in answer
