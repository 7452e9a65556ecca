"""What config.ini may say, where it lies, and what is answered to each mistake in it."""

from pathlib import Path

import pytest

from opener import slicers
from opener.config import load
from opener.errors import OpenerError
from opener.house import House, this_house
from opener.messages import of
from opener_lab import PROGRAM, Lab


def complaint(lab: Lab) -> str:
    """Return what is said about the settings."""
    with pytest.raises(OpenerError) as caught:
        load(lab.house)
    message = of(caught.value)
    assert message.headline == "There is a mistake in config.ini"
    return message.text


def test_everything_set(lab: Lab) -> None:
    lab.configure(
        "language = EN", "notice = Yes", f"log_file = {lab.root}/log.txt",
        "[slicer Mine]", "program = /opt/mine", "options = --one  --two", "extensions = .STL, 3mf",
        "[slicer PrusaSlicer G-code viewer]", "program = /opt/prusa",
    )  # fmt: skip
    config = load(lab.house)
    assert (config.root, config.language, config.has_notice) == (lab.root, "en", True)
    assert config.log_file == lab.root / "log.txt"
    assert config.slicers == (
        slicers.Slicer("Mine", Path("/opt/mine"), ("--one", "--two"), ("stl", "3mf")),
        slicers.Slicer("PrusaSlicer G-code viewer", Path("/opt/prusa"), ("--gcodeviewer",), ("gcode", "bgcode")),
    )


def test_only_the_storage_set(lab: Lab) -> None:
    lab.configure()
    config = load(lab.house)
    assert (config.slicers, config.has_notice) == (slicers.installed(lab.house), False)
    assert config.log_file == lab.house.home / "state/SlicerOpener/opener.log"


def test_notepad_of_old_writes_a_mark_first(lab: Lab) -> None:
    file = lab.configure("notice = yes")
    file.write_text("\ufeff" + file.read_text(), encoding="utf-8")
    assert load(lab.house).has_notice


def test_example_is_valid_and_complete(lab: Lab) -> None:
    example = PROGRAM.with_name("config.example.ini").read_text(encoding="utf-8")
    file = lab.configure()
    file.write_text(example.replace("Z:\\storage\n", f"{lab.root}\n"), encoding="utf-8")
    assert load(lab.house).root == lab.root
    bare = "\n".join(
        line.removeprefix("# ") if line.startswith(("# [", "# program =")) else line for line in example.splitlines()
    )
    file.write_text(bare.replace("storage_root = Z:\\storage", f"storage_root = {lab.root}").replace("D:\\", "/D/"))
    assert [slicer.name for slicer in load(lab.house).slicers] == ["OrcaSlicer"]


def test_beside_the_program_comes_first(lab: Lab) -> None:
    (lab.house.program_folder / "config.ini").write_text("[opener]\nstorage_root = /first\n")
    assert load(lab.house).root == Path("/first")


def test_no_settings_names_both_places(lab: Lab) -> None:
    lab.configure().unlink()
    with pytest.raises(OpenerError) as caught:
        load(lab.house)
    assert all(str(place) in of(caught.value).text for place in lab.house.config_places())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["storgae_root = /a"],
            "no setting “storgae_root” under [opener]. There are: storage_root, language, log_file",
        ),
        (["storage_root = /b"], "Line 3 cannot be understood"),
        (["nonsense"], "Line 3 cannot be understood"),
        (["[opener"], "Line 3 cannot be understood"),
        (["[slicers]"], "no heading [slicers]"),
        (["[DEFAULT]"], "no heading [DEFAULT]"),
        (["language = xx"], "“language = xx” cannot be. Write one of: en."),
        (["notice = maybe"], "“notice = maybe” cannot be. Write one of: no, yes."),
        (["log_file = log.txt"], "“log_file = log.txt” is not a full path"),
        (["[slicer Mine]"], "Under [slicer Mine] there is no “program”"),
        (["[slicer Mine]", "program = auto"], "PrusaSlicer, PrusaSlicer G-code viewer, OrcaSlicer"),
        (["[slicer Mine]", "program = mine", "extensions = stl"], "“program = mine” is not a full path"),
        (["[slicer Mine]", "program = /a\0b", "extensions = stl"], "is not a full path"),
        (["[slicer Mine]", "program = /opt/mine"], "Under [slicer Mine] nothing says what it opens"),
        (["[slicer Mine]", "program = /opt/mine", "extensions = stl exe"], "“exe” under [slicer Mine] is not a kind"),
        (["[slicer Mine]", "progam = /opt/mine"], "There are: program, options, extensions."),
    ],
)
def test_mistake_is_explained(lab: Lab, lines: list[str], said: str) -> None:
    file = lab.configure(*lines)
    text = complaint(lab)
    assert said in text
    assert text.endswith(f"The file is {file}")


def test_storage_must_be_given_in_full(lab: Lab) -> None:
    file = lab.configure()
    file.write_text("[opener]\n")
    assert "does not say where the storage is" in complaint(lab)
    file.write_text("[opener]\nstorage_root = storage\n")
    assert "“storage_root = storage” is not a full path" in complaint(lab)
    file.write_text("storage_root = /a\n")
    assert "Line 1 cannot be understood" in complaint(lab)


def test_home_may_be_written_short(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(lab.house.home))
    lab.configure(root=Path("~/mounted"))
    assert load(lab.house).root == lab.house.home / "mounted"


def test_file_that_is_not_text(lab: Lab) -> None:
    lab.configure().write_bytes("[opener]\nstorage_root = /ä\n".encode("latin-1"))
    assert "not saved as UTF-8" in complaint(lab)


def test_file_that_cannot_be_read(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_text", refuse)  # tests may run as root, whom no file refuses
    assert "cannot be read with your account" in complaint(lab)


def test_windows_starts_programs_only(lab: Lab) -> None:
    lab.configure("[slicer Mine]", "program = /opt/mine.bat", "extensions = stl")
    assert "must end in .exe" in complaint(lab.on("Windows"))
    lab.configure("[slicer Mine]", "program = /opt/mine.EXE", "extensions = stl")
    assert load(lab.on("Windows").house).slicers[0].program == Path("/opt/mine.EXE")


@pytest.mark.parametrize(
    ("system", "environment", "config", "state"),
    [
        ("Linux", {}, "h/.config/SlicerOpener", "h/.local/state/SlicerOpener"),
        ("Linux", {"XDG_CONFIG_HOME": "relative"}, "h/.config/SlicerOpener", "h/.local/state/SlicerOpener"),
        ("Linux", {"XDG_STATE_HOME": "/s"}, "h/.config/SlicerOpener", "/s/SlicerOpener"),
        ("Windows", {"APPDATA": "/r", "LOCALAPPDATA": "/l"}, "/r/SlicerOpener", "/l/SlicerOpener"),
        (
            "Darwin",
            {},
            "h/Library/Application Support/SlicerOpener",
            "h/Library/Application Support/SlicerOpener",
        ),
    ],
)
def test_folders_of_each_system(system: str, environment: dict[str, str], config: str, state: str) -> None:
    house = House(system, environment, Path("/h"), Path("/p"))
    places = [str(place).replace("/h/", "h/") for place in (*house.config_places(), house.state_folder())]
    assert places == ["/p/config.ini", f"{config}/config.ini", state]


def test_program_folder_of_a_packed_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert this_house().program_folder == PROGRAM.parent
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", "/tools/SlicerOpener.exe")
    assert this_house().program_folder == Path("/tools")
    monkeypatch.setattr("sys.executable", "/Users/a/Applications/SlicerOpener.app/Contents/MacOS/SlicerOpener")
    assert this_house().program_folder == Path("/Users/a/Applications")
