"""Slicers are found where each system usually has them, and one of them is chosen and started."""

import os
from pathlib import Path

import pytest

from opener import choice, launch, slicers
from opener.choice import Choice
from opener.errors import OpenerError
from opener.link import EXTENSIONS
from opener.slicers import KNOWN, Slicer
from opener_lab import Lab, wait_for

A = Slicer("A", Path("/opt/a"), (), ("stl",))
B = Slicer("B", Path("/opt/b"), ("--view",), ("stl", "gcode"))
CONFIG = Path("/etc/config.ini")


def install(folder: Path, path: str) -> Path:
    """Put a program somewhere."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    return file


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("PrusaSlicer", "Prusa3D/PrusaSlicer/prusa-slicer.exe"),
        ("PrusaSlicer G-code viewer", "Prusa3D/PrusaSlicer/prusa-slicer.exe"),
        ("OrcaSlicer", "OrcaSlicer/orca-slicer.exe"),
        ("Bambu Studio", "Bambu Studio/bambu-studio.exe"),
        ("Cura", "UltiMaker Cura 5.7.1/UltiMaker-Cura.exe"),
        ("PreForm", "Formlabs/PreForm/PreForm.exe"),
    ],
)
def test_found_on_windows(lab: Lab, name: str, path: str) -> None:
    house = lab.on("Windows").house
    house.environment["ProgramFiles"] = str(lab.root.parent / "Program Files [x]")  # type: ignore[index]  # ours is a dict
    assert slicers.find(name, house) is None
    file = install(lab.root.parent / "Program Files [x]", path)
    assert slicers.find(name, house) == file
    assert name in [slicer.name for slicer in slicers.installed(house)]


@pytest.mark.parametrize(
    ("system", "name", "path"),
    [
        ("Darwin", "PrusaSlicer", "Applications/PrusaSlicer.app/Contents/MacOS/PrusaSlicer"),
        ("Darwin", "Cura", "Applications/UltiMaker Cura.app/Contents/MacOS/UltiMaker-Cura"),
        ("Darwin", "PreForm", "Applications/PreForm.app/Contents/MacOS/PreForm"),
        ("Linux", "PrusaSlicer", ".local/bin/prusa-slicer"),
        ("Linux", "OrcaSlicer", ".local/share/flatpak/exports/bin/io.github.softfever.OrcaSlicer"),
        ("Linux", "Cura", "Applications/UltiMaker-Cura-5.7.1-linux-X64.AppImage"),
        ("Linux", "Bambu Studio", "Applications/Bambu_Studio_linux.AppImage"),
    ],
)
def test_found_in_the_home(lab: Lab, system: str, name: str, path: str) -> None:
    file = install(lab.house.home, path)
    assert slicers.find(name, lab.on(system).house) == file


def test_newest_version_first(lab: Lab) -> None:
    house = lab.on("Windows").house
    house.environment["ProgramFiles"] = str(lab.root.parent)  # type: ignore[index]  # ours is a dict
    for version in ("5.9.0", "5.10.1", "5.7"):
        install(lab.root.parent, f"UltiMaker Cura {version}/UltiMaker-Cura.exe")
    (lab.root.parent / "UltiMaker Cura 6.0/UltiMaker-Cura.exe").mkdir(parents=True)
    assert "5.10.1" in str(slicers.find("Cura", house))


def test_table_is_whole() -> None:
    for known in KNOWN.values():
        assert set(known.places) == {"Windows", "Darwin", "Linux"}
        assert known.extensions
        assert set(known.extensions) <= set(EXTENSIONS)


def test_one_that_fits_is_taken() -> None:
    assert choice.fitting([A, B], "stl", CONFIG) == [A, B]
    assert choice.fitting([A, B], "gcode", CONFIG) == [B]
    assert choice.settled([B], None) == B
    assert choice.settled([A, B], None) is None
    assert choice.settled([A, B], Choice("B", False)) is None
    assert choice.settled([A, B], Choice("B", True)) == B
    assert choice.settled([A, B], Choice("gone", True)) is None
    with pytest.raises(OpenerError) as caught:
        choice.fitting([A, B], "3mf", CONFIG)
    assert (caught.value.name, caught.value.facts["kind"]) == ("no_slicer", "3mf")


def test_choices_are_remembered(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "choices.json"
    assert choice.remembered(memory) == {}
    choice.remember(memory, {"stl": Choice("A", True), "3mf": Choice("Zoë", False)})
    assert choice.remembered(memory) == {"stl": Choice("A", True), "3mf": Choice("Zoë", False)}
    assert [file.name for file in memory.parent.iterdir()] == ["choices.json"]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "7", '{"stl": 1}', '{"stl": {"slicer": "A"}}', "\0"])
def test_spoilt_memory_counts_as_none(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "choices.json").write_text(spoilt)
    assert choice.remembered(tmp_path / "choices.json") == {}


def test_memory_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "choices.json").mkdir()
    choice.remember(tmp_path / "choices.json", {"stl": Choice("A", True)})
    assert [file.name for file in tmp_path.iterdir()] == ["choices.json"]


def test_command_is_program_options_file() -> None:
    assert launch.command(B, Path("/root/-x.stl")) == ["/opt/b", "--view", "/root/-x.stl"]
    with pytest.raises(ValueError, match="not absolute"):
        launch.command(B, Path("-x.stl"))
    with pytest.raises(ValueError, match="not absolute"):
        launch.command(Slicer("C", Path("c"), (), ("stl",)), Path("/x.stl"))


def test_environment_of_a_packed_program_stays_with_it() -> None:
    ours = {
        "PATH": "/bin",
        "LD_LIBRARY_PATH": "/packed",
        "LD_LIBRARY_PATH_ORIG": "/theirs",
        "TCL_LIBRARY": "/p",
        "_PYI_X": "1",
    }
    assert launch.environment(ours) == {"PATH": "/bin", "LD_LIBRARY_PATH": "/theirs", "LD_LIBRARY_PATH_ORIG": "/theirs"}


def program(lab: Lab, text: str) -> Slicer:
    """Return a slicer that does this."""
    file = lab.house.home / "program"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return Slicer("Mine", file, (), ("stl",))


def refusal(lab: Lab, slicer: Slicer) -> OpenerError:
    """Return why a slicer was not started."""
    with pytest.raises(OpenerError) as caught:
        launch.start(slicer, lab.root / "a.stl", lab.house.environment, "Linux", CONFIG)
    return caught.value


def test_slicer_that_stays_is_let_go(lab: Lab) -> None:
    """It has a session and a folder of its own, and nobody waits for it."""
    slicer = program(lab, f'echo $$ "$PWD" >"{lab.record}.new"; mv "{lab.record}.new" "{lab.record}"; exec sleep 60')
    launch.start(slicer, lab.root / "a.stl", lab.house.environment, "Linux", CONFIG)
    number, folder = lab.launched()[0].split()
    assert os.getsid(int(number)) == int(number) != os.getsid(0)
    assert folder == str(lab.house.home)
    os.kill(int(number), 15)
    wait_for(lambda: os.waitpid(int(number), os.WNOHANG)[0])


def test_slicer_that_hands_over_and_ends_is_fine(lab: Lab) -> None:
    launch.start(program(lab, "exit 0"), lab.root / "a.stl", lab.house.environment, "Linux", CONFIG)


def test_slicer_that_ends_at_once_is_told(lab: Lab) -> None:
    error = refusal(lab, program(lab, "exit 7"))
    assert (error.name, error.facts) == ("slicer_ended", {"slicer": "Mine", "code": "7"})


def test_slicer_that_is_not_there(lab: Lab) -> None:
    assert refusal(lab, Slicer("Gone", lab.house.home / "gone", (), ("stl",))).name == "slicer_missing"
    assert refusal(lab, Slicer("Gone", program(lab, "").program / "gone", (), ("stl",))).name == "slicer_missing"


def test_slicer_that_is_no_program(lab: Lab) -> None:
    slicer = program(lab, "exit 0")
    slicer.program.chmod(0o644)
    error = refusal(lab, slicer)
    assert (error.name, error.facts["answer"]) == ("slicer_refused", "Permission denied")
