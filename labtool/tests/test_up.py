"""`./lab up` itself, with everything it starts: restarts, a second installation, a killed launcher, a clean end."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from labtool.http_get import get
from labtool.installation import Installation
from labtool.instance import Running, start_installation
from labtool.paths import ROOT
from labtool.ports import LOOPBACK, answers
from labtool.processes import fingerprint, session_members

NAMES = {"postgres", "valkey", "api", "streams", "worker", "scheduler", "web", "front"}


def services(running: Running) -> dict[str, dict[str, Any]]:
    """Return what the launcher says of its services now."""
    return {service["name"]: service for service in Installation(running.data).state()["services"]}


def lab(running: Running, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a verb on the same data folder."""
    command = [sys.executable, str(ROOT / "lab"), *arguments, "--data", str(running.data)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def health(running: Running) -> int:
    """Return the status of the health call through the front door."""
    return get(LOOPBACK, int(running.url.rpartition(":")[2]), "/api/v1/health")[0]


def wait_for(condition: Callable[[], bool], timeout_s: float = 60) -> None:
    """Wait until the condition holds."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def assert_all_gone(known: dict[str, dict[str, Any]]) -> None:
    """Insist that no process of a start lives, and that nothing answers on its ports."""
    for service in known.values():
        assert fingerprint(service["pid"]) != service["fingerprint"]
        assert session_members(service["pid"]) == []
        assert service["port"] is None or not answers(service["port"])


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with start_installation(tmp_path_factory.mktemp("shop") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a shop that was opened once and is closed: the next start is a quick one."""
    data = tmp_path_factory.mktemp("used") / "data"
    with start_installation(data):
        assert any((data / "storage").iterdir())
    return data


def test_everything_runs_and_status_says_so(shop: Running) -> None:
    assert set(services(shop)) == NAMES
    assert health(shop) == 200
    wait_for(lambda: lab(shop, "status").returncode == 0)
    said = lab(shop, "status").stdout
    assert shop.url in said
    assert all(name in said for name in NAMES)
    assert "worker     ok" in said


def test_people_find_what_they_need_in_the_output(shop: Running) -> None:
    said = (shop.data / "lab-up.log").read_text()
    for needed in (shop.url, shop.password, "credentials.txt", f"{shop.url}/inbox"):
        assert needed in said
    assert (shop.data / "credentials.txt").stat().st_mode & 0o777 == 0o600
    assert (shop.data / "credentials.txt").read_text().count("staff: ") == 2


def test_a_second_launcher_on_the_same_folder_is_refused(shop: Running) -> None:
    refused = lab(shop, "up")
    assert refused.returncode == 1
    assert shop.url in refused.stderr
    assert "./lab stop" in refused.stderr


def test_commands_work_while_the_shop_is_open(shop: Running) -> None:
    assert lab(shop, "staff", "add", "Robin Vale").returncode == 0
    assert "Robin Vale" in lab(shop, "staff", "list").stdout
    assert "front-desk" in lab(shop, "workstation", "list").stdout
    assert "/api/v1/submit" in lab(shop, "routes").stdout
    assert "postgres | " in lab(shop, "logs", "postgres").stdout


@pytest.mark.parametrize("name", ["api", "valkey", "postgres", "worker", "web", "front"])
def test_a_killed_service_comes_back(shop: Running, name: str) -> None:
    before = services(shop)[name]
    os.kill(before["pid"], signal.SIGKILL)
    wait_for(lambda: services(shop)[name]["pid"] != before["pid"])
    wait_for(lambda: health(shop) == 200)
    assert services(shop)[name]["restarts"] == before["restarts"] + 1


def test_a_wiped_storage_folder_is_marked_again_at_the_next_start(used: Path) -> None:
    prepared_at = (used / "logs/prepare.log").stat().st_mtime_ns
    shutil.rmtree(used / "storage")
    with start_installation(used):
        assert any((used / "storage").iterdir())
    assert (used / "logs/prepare.log").stat().st_mtime_ns > prepared_at


def test_a_second_installation_stands_beside_it(shop: Running, folder: Path) -> None:
    with start_installation(folder / "other") as other:
        assert other.url != shop.url
        assert other.password != shop.password
        assert health(other) == health(shop) == 200
        known = services(other)
    assert_all_gone(known)
    assert health(shop) == 200


def test_after_kill_9_of_the_launcher_the_next_start_recovers(used: Path) -> None:
    with start_installation(used) as first:
        known = services(first)
        first.launcher.kill()
        first.launcher.wait()
        with start_installation(used) as second:
            assert health(second) == 200
            assert second.password == first.password
            assert {name: service["pid"] for name, service in known.items()}.items().isdisjoint(
                {name: service["pid"] for name, service in services(second).items()}.items()
            )
            known |= {f"second {name}": service for name, service in services(second).items()}
            assert lab(second, "stop").returncode == 0
            assert second.launcher.wait(10) == 0
    assert_all_gone(known)
    assert "Robin" not in lab(second, "staff", "list").stdout  # a closed shop's engines run just for the command
    assert not Installation(used).is_running()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_ctrl_c_and_a_closed_terminal_end_it_cleanly(used: Path, number: signal.Signals) -> None:
    with start_installation(used) as running:
        known = services(running)
        running.launcher.send_signal(number)
        assert running.launcher.wait(30) == 0
    assert_all_gone(known)
    assert "shut down" in (used / "logs/postgres.log").read_text().splitlines()[-1]
