"""Valkey starts, keeps what it was told, and answers to its password only."""

import os
import socket
from pathlib import Path

from labtool.engines import Valkey
from labtool.ports import LOOPBACK


def ask(engine: Valkey, *commands: str) -> str:
    """Send commands and return all answers."""
    with socket.create_connection((LOOPBACK, engine.port), timeout=5) as connection:
        connection.sendall("".join(f"{command}\r\n" for command in [*commands, "QUIT"]).encode())
        return b"".join(iter(lambda: connection.recv(4096), b"")).decode()


def test_it_keeps_its_data_and_is_closed_to_strangers(folder: Path) -> None:
    with Valkey(folder / "valkey") as valkey:
        assert "NOAUTH" in ask(valkey, "GET x")
        assert "+OK" in ask(valkey, f"AUTH {valkey.password}", "SET x kept")
        assert valkey.child is not None
        assert valkey.password.encode() not in Path(f"/proc/{valkey.child.pid}/cmdline").read_bytes()
        if os.geteuid() == 0:
            assert Path(f"/proc/{valkey.child.pid}").stat().st_uid != 0
    with Valkey(folder / "valkey") as valkey:
        assert "kept" in ask(valkey, f"AUTH {valkey.password}", "GET x")
        assert "noeviction" in ask(valkey, f"AUTH {valkey.password}", "CONFIG GET maxmemory-policy")


def test_a_taken_port_is_changed_for_a_free_one(folder: Path) -> None:
    engine = Valkey(folder / "valkey")
    with socket.socket() as taken:
        taken.bind((LOOPBACK, engine.port))
        taken.listen()
        before = engine.port
        with engine:
            assert engine.port != before
            assert "+OK" in ask(engine, f"AUTH {engine.password}")


def test_another_server_on_the_port_is_not_taken_for_ours(folder: Path) -> None:
    with Valkey(folder / "one") as one:
        assert one.child is not None
        assert one.is_ready(one.child.pid)
        assert not one.is_ready(one.child.pid + 1)
