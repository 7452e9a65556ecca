"""The whole way of a link, without a screen: the words go to the console, the log keeps every request."""

import time
from pathlib import Path

import pytest

from opener import VERSION, log, messages
from opener.errors import OpenerError
from opener.program import main, open_link, report
from opener_lab import JOB, PROGRAM, Lab

LINK = f"threedprint://open?path={JOB}/cube.stl"


def test_program_is_called_with_a_link(lab: Lab) -> None:
    program = lab.call(LINK)
    output = program.communicate(timeout=30)
    assert (program.returncode, output) == (0, ("", ""))
    assert lab.launched() == ["Recorder", str(lab.root / JOB / "cube.stl")]


def test_browser_is_not_kept_waiting_by_a_slicer_that_stays(lab: Lab) -> None:
    slicer = lab.house.home / "Recorder"
    slicer.write_text(f'#!/bin/sh\necho "$1" >"{lab.record}"\nexec sleep 20\n')
    began = time.monotonic()
    program = lab.call(LINK)
    output = program.communicate(timeout=15)
    assert (program.returncode, output) == (0, ("", ""))
    assert time.monotonic() - began < 15
    assert lab.launched() == [str(lab.root / JOB / "cube.stl")]


@pytest.mark.parametrize(
    "arguments",
    [
        [LINK, "--forget"],
        [LINK, LINK],
        ["--forget", LINK],
        ["--load", "x.ini"],
        ["-h"],
        ["--self-test", "--window"],
        ["--", LINK],
    ],
)
def test_any_other_call_opens_nothing(lab: Lab, arguments: list[str]) -> None:
    program = lab.call(*arguments)
    _, said = program.communicate(timeout=30)
    assert program.returncode == 1
    assert "called in a way it does not know" in said
    assert lab.launched() == []
    assert lab.log()[0][1:] == ["wrong_call", "-", repr(" ".join(arguments))]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"SlicerOpener {VERSION}\n"
    assert f'"{VERSION}"' in PROGRAM.with_name("version.txt").read_text()
    assert f"<string>{VERSION}</string>" in (PROGRAM.parent / "macos/Info.plist").read_text()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("http://evil.example/a.stl", "This is not a link to a file of the lab"),
        ("threedprint://open?path=../a.stl", "This file may not be opened"),
        ("threedprint://open?path=a%2500.stl", "holds “%”"),
        ("threedprint://open?path=a%E2%80%AEb.stl", "holds “U+202E”"),
        ("threedprint://open?path=a%C2%A0b.stl", "holds “U+00A0”"),
        ("threedprint://open?path=a.exe", "Only models and sliced files are: stl, obj"),
        ("threedprint://open?path=absent.stl", "absent.stl\n\nThe lab's storage ("),
        ("threedprint://open?path=ReadyToPrint/folder.stl", "a folder where a file should be"),
        ("threedprint://open?path=ReadyToPrint/link.stl", "“link.stl” on the lab's storage is a link"),
    ],
)
def test_refusal_is_said_and_logged(lab: Lab, capsys: pytest.CaptureFixture[str], link: str, said: str) -> None:
    (lab.root / "ReadyToPrint/folder.stl").mkdir()
    (lab.root / "ReadyToPrint/link.stl").symlink_to(lab.root / JOB / "cube.stl")
    assert open_link(link, lab.house) == 1
    assert said in capsys.readouterr().err
    assert lab.launched() == []
    (line,) = lab.log()
    assert line[2:] == ["-", ascii(link)]


def test_no_slicer_for_this_kind(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    config = lab.configure(*lab.slicer(extensions="gcode"))
    assert open_link(LINK, lab.house) == 1
    assert f"Install a slicer that opens .stl files, or name one in {config}" in capsys.readouterr().err


def test_slicer_that_fails_is_named_in_the_log(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    (lab.house.home / "Recorder").unlink()
    assert open_link(LINK, lab.house) == 1
    assert "Recorder is not where it was" in capsys.readouterr().err
    assert lab.log()[0][1:3] == ["slicer_missing", "Recorder"]


def test_settings_that_are_missing_or_broken(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.configure("nonsense")
    assert open_link(LINK, lab.house) == 1
    assert "There is a mistake in config.ini" in capsys.readouterr().err
    lab.configure().unlink()
    assert open_link(LINK, lab.house) == 1
    assert "SlicerOpener is not set up on this computer" in capsys.readouterr().err
    assert [line[1] for line in lab.log()] == ["config_broken", "config_missing"]


def test_two_slicers_and_no_screen_to_ask(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.configure(*lab.slicer("One"), *lab.slicer("Two"))
    assert open_link(LINK, lab.house) == 1
    assert "Choose one in config.ini: leave .stl in the extensions" in capsys.readouterr().err
    assert lab.launched() == []


def test_notice_without_a_screen_is_left_out(lab: Lab) -> None:
    lab.configure("notice = yes", *lab.slicer())
    assert open_link(LINK, lab.house) == 0


def test_whatever_else_goes_wrong_is_said(
    lab: Lab, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("opener.program.resolve", fail)
    assert open_link(LINK, lab.house) == 1
    assert "tell the lab manager these words: RuntimeError: out of luck" in capsys.readouterr().err
    assert lab.log()[0][1] == "unexpected"


def test_program_without_a_console(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    monkeypatch.setattr("sys.stdout", None)
    assert open_link("http://x", lab.house) == 1
    assert main(["--version"]) == 0


def test_program_without_tk(lab: Lab, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "opener.window", None)
    assert open_link("http://x", lab.house) == 1
    assert "not a link to a file of the lab" in capsys.readouterr().err


def test_log_keeps_a_hostile_link_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "logs" / "opener.log"
    assert log.record(file, "not_our_link", "a\n2026\topened\tX\u2028\u202eé" + "x" * 5000, "Z\tö")
    (line,) = file.read_text(encoding="ascii").splitlines()
    when, decision, slicer, link = line.split("\t")
    assert when.endswith("+00:00")
    assert (decision, slicer) == ("not_our_link", "Z\\t\\xf6")
    assert link.startswith("'a\\n2026\\topened")
    assert len(link) < 2200


def test_log_turns_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST_BYTES", 2000)
    for _ in range(200):
        assert log.record(tmp_path / "opener.log", "opened", "threedprint://open?path=a.stl")
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["opener.log", *(f"opener.log.{number}" for number in range(1, 6))]
    assert all(file.stat().st_size <= 2000 for file in tmp_path.iterdir())


def test_log_that_cannot_be_written_stops_nobody(lab: Lab) -> None:
    lab.configure(f"log_file = {lab.house.home}", *lab.slicer())
    assert open_link(LINK, lab.house) == 0
    assert not log.record(lab.house.home, "opened", LINK)


def test_self_test_sends_a_sample_the_whole_way(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    code = report(lab.house, with_sample=True, with_window=False)
    said = capsys.readouterr().out
    sample = lab.house.state_folder() / "sample/cube.stl"
    assert lab.launched() == ["Recorder", str(sample)]
    assert f"OK: The lab's storage answers: {lab.root}" in said
    assert "OK: The sample cube was opened in Recorder." in said
    assert (lab.house.state_folder() / "self-test.txt").read_text() == said
    assert code == (1 if "To do" in said else 0)
    assert "To do: Links threedprint:// do not come to SlicerOpener yet." in said


def test_self_test_tells_what_is_to_do(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.configure(
        f"log_file = {lab.house.home}", "[slicer Gone]", "program = /gone", "extensions = stl", root=Path("/absent")
    )
    assert report(lab.house, with_sample=True, with_window=False) == 1
    said = capsys.readouterr().out
    assert "To do: “/absent” does not answer" in said
    assert "To do: The log cannot be written" in said
    assert "To do: Gone is not at /gone." in said
    assert "To do: The sample cube was not opened. Gone is not where it was." in said


def test_self_test_without_slicers_or_settings(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.configure("[slicer Mine]", "program = /gone", "extensions = gcode")
    report(lab.house, with_sample=True, with_window=False)
    assert "The sample cube was not opened. No slicer for .stl files" in capsys.readouterr().out
    lab.configure()
    report(lab.on("Windows").house, with_sample=False, with_window=False)
    assert "To do: No slicer was found." in capsys.readouterr().out
    lab.configure("nonsense")
    report(lab.on("Darwin").house, with_sample=False, with_window=False)
    assert "SlicerOpener is not set up on this computer" in capsys.readouterr().out


def test_called_without_anything_it_reports(lab: Lab) -> None:
    program = lab.call()
    said, _ = program.communicate(timeout=30)
    assert said.startswith(("SlicerOpener is ready", "SlicerOpener needs attention"))
    assert lab.launched() == []


def test_forgetting(lab: Lab) -> None:
    memory = lab.house.state_folder() / "choices.json"
    memory.parent.mkdir(parents=True)
    memory.write_text('{"stl": {"slicer": "Two", "is_always": true}}')
    lab.configure(*lab.slicer("One"), *lab.slicer("Two"))
    assert open_link(LINK, lab.house) == 0
    assert lab.launched()[0] == "Two"
    program = lab.call("--forget")
    assert "You will be asked again" in program.communicate(timeout=30)[1]
    assert memory.read_text() == "{}"


def test_every_message_can_be_written() -> None:
    facts = dict.fromkeys(
        ("kinds", "character", "part", "path", "root", "kind", "config", "slicer", "program", "answer", "code", "first",
         "second", "file", "line", "section", "setting", "known", "value"), "X",
    )  # fmt: skip
    table, reasons, words = messages._TABLES["en"]
    for name in table:
        message = messages.of(OpenerError(name, reason="no_root", **facts))
        assert message.headline and message.text.endswith((".", "X", ")")), name
    for reason in reasons:
        error = OpenerError("config_broken", reason=reason, **facts)
        assert messages.of(error).text.endswith("The file is X")
    for word in words:
        assert messages.word(word, facts={**facts, "scheme": "X", "extensions": "X", "headline": "X", "text": "X"})
