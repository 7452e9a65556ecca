"""The whole road of a backup with the launcher: made, listed, verified, tried out, brought back on a new computer."""

import fcntl
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from labtool import backup_notes
from labtool.backing import running_backing
from labtool.backup_restore import find_backup, require_empty
from labtool.command import run_step
from labtool.errors import LabError
from labtool.installation import Installation
from labtool.paths import BACKEND, ROOT, VENV_PYTHON
from labtool.private_files import read_settings
from labtool.weekly_drill import WeeklyDrill


def lab(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run ./lab backup on a data folder."""
    command = [sys.executable, str(ROOT / "lab"), "backup", *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield an installation with the demonstration's jobs, and one backup."""
    installation = Installation(tmp_path_factory.mktemp("lab") / "data")
    installation.make_folders()
    with running_backing(installation) as backing:
        backing.prepare("http://localhost:3000")
        environment = backing.environment("http://localhost:3000")
        run_step([VENV_PYTHON, "-m", "app.cli", "demo"], installation.logs / "demo.log", BACKEND, environment)
    made = lab(installation.data, "create")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "26 jobs" in made.stdout
    yield installation.data


def test_it_is_listed_verified_and_tried_out(data: Path) -> None:
    assert "26 jobs" in lab(data, "list").stdout
    assert "is as it was written" in lab(data, "verify").stdout
    Installation(data / "drill-killed" / "lab").data.mkdir(parents=True)
    tried = lab(data, "drill")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "The drill went well" in tried.stdout
    assert "last good drill" in lab(data, "list").stdout
    assert not list(data.glob("drill-*"))


def test_it_is_tried_out_every_week_by_itself(data: Path) -> None:
    installation, state = Installation(data), data / "backups" / ".state.json"
    state.unlink(missing_ok=True)
    night = datetime.now().astimezone().replace(hour=3) + timedelta(days=1)
    weekly = WeeklyDrill(installation, {}, clock=lambda: night)
    assert weekly.look()
    assert "The drill went well" in (data / "logs" / "drill.log").read_text()
    assert backup_notes.noted(data / "backups", "last_drill") is not None
    assert not weekly.look()
    assert not WeeklyDrill(installation, {}, clock=lambda: night).look()
    assert not list(data.glob("drill-*"))


def test_the_weekly_one_ends_with_the_launcher_and_clears_away(data: Path) -> None:
    (data / "backups" / ".state.json").unlink(missing_ok=True)
    night = datetime.now().astimezone().replace(hour=3) + timedelta(days=1)
    weekly = WeeklyDrill(Installation(data), {}, clock=lambda: night)
    drilling = threading.Thread(target=weekly.look)
    drilling.start()
    while not list(data.glob("drill-*/lab/pg18/postmaster.pid")):
        assert drilling.is_alive()
    weekly.close()
    drilling.join(60)
    assert not drilling.is_alive()
    assert not list(data.glob("drill-*"))
    assert backup_notes.noted(data / "backups", "last_drill") is None


def test_two_drills_keep_out_of_each_others_way(data: Path) -> None:
    with (data / "run" / "drill.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = lab(data, "drill")
    assert (refused.returncode, "A drill is under way already" in refused.stderr) == (1, True)


def test_it_comes_back_in_an_empty_folder_with_its_keys(data: Path, folder: Path) -> None:
    new = folder / "new"
    came = lab(new, "restore", str(data / "backups"))
    assert came.returncode == 0, came.stdout + came.stderr
    assert "Restored: 26 jobs" in came.stdout
    assert (new / "credentials.txt").read_text() == (data / "credentials.txt").read_text()
    assert read_settings(new / "secrets.env")["SECRET_KEY"] == read_settings(data / "secrets.env")["SECRET_KEY"]
    assert len(list((new / "storage").glob("*/*/metadata.json"))) == 26
    assert "received" in lab(new, "held-mail").stdout
    again = lab(new, "restore", str(data / "backups"))
    assert (again.returncode, "holds an installation already" in again.stderr) == (1, True)
    assert "mails were dropped" in lab(new, "discard-mail").stdout


def test_what_fails_leaves_the_new_folder_empty(data: Path, folder: Path) -> None:
    damaged = folder / "damaged"
    subprocess.run(["cp", "-r", str(find_backup(data / "backups")), str(damaged)], check=True)
    (damaged / "database.dump").write_bytes(b"rot")
    assert lab(folder / "new", "verify", str(damaged)).returncode == 1
    refused = lab(folder / "other", "restore", str(damaged))
    assert (refused.returncode, "damaged, so nothing was restored" in refused.stderr) == (1, True)
    require_empty(Installation(folder / "other"))


def test_a_folder_without_a_backup_says_so(folder: Path) -> None:
    with pytest.raises(LabError, match="is no backup and holds none"):
        find_backup(folder)
    assert "Say which" in lab(folder / "data", "restore").stderr


def test_the_jobs_come_back_from_the_storage_alone(data: Path, folder: Path) -> None:
    storage, new = folder / "share", folder / "new"
    shutil.copytree(data / "storage", storage)
    command = [sys.executable, str(ROOT / "lab"), "rebuild", "--from", str(storage), "--data", str(new)]
    for code, said in (
        (0, "Rebuilt: 26 jobs and 5 payments; 0 not read."),
        (1, "There are jobs in the database already"),
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
        assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr
    assert read_settings(new / "secrets.env")["STORAGE_ROOT"] == str(storage)
    assert len(list((new / "originals").iterdir())) == 26
