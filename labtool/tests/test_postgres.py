"""PostgreSQL starts as whoever we are, keeps its data, and survives what a kill leaves behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labtool import unprivileged
from labtool.engines import Postgres, create_roles_and_database
from labtool.paths import ROOT
from labtool.processes import fingerprint, wait_gone
from labtool.spawn import Identity

ONE_ROW = "CREATE TABLE IF NOT EXISTS kept (n int); INSERT INTO kept VALUES (1)"


def owner_of_process(pid: int) -> int:
    """Return the uid of a process as this machine sees it."""
    return Path(f"/proc/{pid}").stat().st_uid


def test_it_never_runs_as_root(folder: Path) -> None:
    with Postgres(folder / "pg18", durable=False) as pg:
        assert pg.child is not None
        assert owner_of_process(pg.child.pid) == (os.geteuid() or unprivileged.nobody().uid)
        assert (folder / "pg18").stat().st_mode & 0o777 == 0o700
        assert pg.run_sql("SHOW listen_addresses") == "127.0.0.1"
        assert pg.run_sql("SELECT datlocprovider, datlocale FROM pg_database LIMIT 1") == "b|C.UTF-8"


def test_data_stays_over_a_restart(folder: Path) -> None:
    with Postgres(folder / "pg18") as pg:
        pg.run_sql(ONE_ROW)
        assert pg.run_sql("SHOW fsync") == "on"
    with Postgres(folder / "pg18") as pg:
        assert pg.run_sql("SELECT count(*) FROM kept") == "1"


def test_a_crash_ends_it_and_the_next_start_has_everything(folder: Path) -> None:
    with Postgres(folder / "pg18") as pg:
        pg.run_sql(ONE_ROW)
        assert pg.child is not None
        helper = Path(f"/proc/{pg.child.pid}/task/{pg.child.pid}/children").read_text().split()[0]
        os.kill(int(helper), signal.SIGKILL)
        assert pg.child.wait(30) != 0
    with Postgres(folder / "pg18") as pg:
        assert pg.run_sql("SELECT count(*) FROM kept") == "1"


def test_it_works_behind_a_closed_folder(folder: Path) -> None:
    closed = folder / "it's closed"
    closed.mkdir(mode=0o700)
    with Postgres(closed / "pg18", durable=False) as pg:
        pg.run_sql(ONE_ROW)
    closed.chmod(0o711)
    with Postgres(closed / "pg18", durable=False) as pg:
        assert pg.run_sql("SELECT count(*) FROM kept") == "1"


def test_it_moves_where_nobody_can_reach_its_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last resort of root, where closed folders and a kernel without user namespaces meet."""
    monkeypatch.setattr(unprivileged, "RELOCATED", folder / "elsewhere")
    account = unprivileged.nobody() if os.geteuid() == 0 else Identity()
    monkeypatch.setattr("labtool.engine.choose_identity", lambda _program, _data: (account, True))
    for rows in ("1", "2"):
        with Postgres(folder / "pg18", durable=False) as pg:
            pg.run_sql(ONE_ROW)
            assert pg.run_sql("SELECT count(*) FROM kept") == rows
            assert pg.program.is_relative_to(folder / "elsewhere")
    assert (folder / "pg18").is_symlink()


def test_roles_are_what_the_file_says_however_often_it_runs(folder: Path) -> None:
    with Postgres(folder / "pg18", durable=False) as pg:
        create_roles_and_database(pg, "first", "first")
        create_roles_and_database(pg, "it's", 'so"so')
        roles = pg.run_sql("SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname ~ '^lab_' ORDER BY 1")
        assert roles == "lab_app|f|f\nlab_owner|f|f"
        pg.run_sql("SET ROLE lab_owner; CREATE TABLE made (n int GENERATED ALWAYS AS IDENTITY, t text)", "lab")
        pg.run_sql("SET ROLE lab_app; INSERT INTO made (t) VALUES ('x'); UPDATE made SET t = 'y'", "lab")
        assert pg.run_sql("SET ROLE lab_app; DELETE FROM made RETURNING t", "lab") == "y"
        for forbidden in ("CREATE TABLE mine (n int)", "DROP TABLE made", "TRUNCATE made", "CREATE SCHEMA mine"):
            with pytest.raises(RuntimeError, match=r"permission denied|must be owner"):
                pg.run_sql(f"SET ROLE lab_app; {forbidden}", "lab")


def test_passwords_are_asked_for(folder: Path) -> None:
    with Postgres(folder / "pg18", durable=False) as pg:
        with pytest.raises(RuntimeError, match="password authentication failed"):
            pg.run_sql("SELECT 1", env={"PGPASSWORD": "wrong"})
        assert (folder / "pg18.password").stat().st_mode & 0o777 == 0o600


def test_a_killed_server_starts_again_beside_a_reused_process_id(folder: Path) -> None:
    pg = Postgres(folder / "pg18").start()
    pg.run_sql(ONE_ROW)
    assert pg.child is not None
    pg.child.kill()
    pg.child.wait()
    lock_file = pg.data_dir / "postmaster.pid"
    lines = lock_file.read_text().splitlines()
    lock_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with Postgres(folder / "pg18") as again:
        assert again.run_sql("SELECT count(*) FROM kept") == "1"


def test_it_ends_with_a_killed_launcher(folder: Path) -> None:
    """On Linux the kernel tells it; elsewhere the next start ends it."""
    program = (
        "import os, pathlib, signal; from labtool.engines import Postgres; "
        f"pg = Postgres(pathlib.Path({str(folder)!r}) / 'pg18').start(); "
        "print(pg.child.pid, flush=True); signal.pause()"
    )
    launcher = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    pid = int(launcher.stdout.readline())
    known_as = fingerprint(pid)
    assert known_as is not None
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    launcher.stdout.close()
    if sys.platform == "linux":
        assert wait_gone(pid, known_as, 15)
    with Postgres(folder / "pg18") as again:
        assert again.run_sql("SELECT 1") == "1"
    assert fingerprint(pid) != known_as
