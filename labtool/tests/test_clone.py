"""Finished steps are skipped, builds do not meet, and a changed source is noticed."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from labtool import clone, web_build
from labtool.clone import alone_in_clone, hash_files, is_stamped
from labtool.console import Console
from labtool.paths import ROOT


def test_a_stamp_holds_until_a_file_a_name_or_a_fact_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clone, "ROOT", folder)
    lock, stamp = folder / "lock.json", folder / "stamp"
    lock.write_text("{}")
    wanted = hash_files([lock], "node 24")
    assert not is_stamped(stamp, wanted)
    stamp.write_text(wanted)
    assert is_stamped(stamp, hash_files([lock], "node 24"))
    assert not is_stamped(stamp, hash_files([lock], "node 25"))
    lock.write_text("{ }")
    assert not is_stamped(stamp, hash_files([lock], "node 24"))
    lock.write_text("{}")
    assert not is_stamped(stamp, hash_files([lock.rename(folder / "other.json")], "node 24"))


def test_the_second_builder_waits_for_the_first(folder: Path) -> None:
    program = "from labtool.clone import alone_in_clone\nwith alone_in_clone(): print('in', flush=True)"
    with alone_in_clone():
        other = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert "waiting" in other.stdout.readline()
        assert other.poll() is None
    assert other.communicate(timeout=10)[0] == "in\n"


def test_builds_in_use_are_kept_and_old_ones_swept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = folder / "web"
    monkeypatch.setattr(web_build, "BUILDS", builds)
    monkeypatch.setattr(web_build, "install_node_packages", lambda: None)
    monkeypatch.setattr(web_build, "_build", lambda target: target.mkdir(parents=True))
    monkeypatch.setattr(web_build, "npm", lambda: ["node"])
    monkeypatch.setattr(web_build, "_sources", lambda: iter([ROOT / "lab"]))
    with web_build.built() as first:
        monkeypatch.setattr(web_build, "npm", lambda: ["another node"])
        with web_build.built() as second:
            assert first != second
            assert first.is_dir()
        assert second.is_dir()
    with web_build.built():
        assert [second] == list(builds.iterdir())


def test_the_console_names_the_service_and_waits_for_whole_lines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = folder / "api.log"
    log.write_text("before\n")
    console = Console(folder, ["api", "worker"])
    with log.open("a") as file:
        file.write("one\ntw")
        file.flush()
        console.pump()
        assert capsys.readouterr().out == "api    | one\n"
        file.write("o\n")
    console.pump()
    assert capsys.readouterr().out == "api    | two\n"


def test_a_log_that_grew_too_large_is_rotated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labtool.console._LARGEST_LOG_BYTES", 10)
    console = Console(folder, ["api"])
    with (folder / "api.log").open("a") as file:
        file.write("a long first line\n")
        file.flush()
        console.pump()
        file.write("next\n")
    assert (folder / "api.log.1").read_text() == "a long first line\n"
    assert (folder / "api.log").read_text() == "next\n"


def test_where_an_older_log_has_no_room_the_lines_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labtool.console._LARGEST_LOG_BYTES", 10)
    console = Console(folder, ["api"], quiet=True)
    (folder / "api.log").write_text("a long first line\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))
    try:
        console.pump()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (folder / "api.log").read_text() == ""
    assert not (folder / "api.log.1").exists()
