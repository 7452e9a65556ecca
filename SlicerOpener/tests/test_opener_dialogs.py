"""The dialogs on a real screen, at 100 % and 200 %, worked with the keyboard and the mouse."""

import subprocess
import sys
from pathlib import Path

import pytest

from opener_lab import JOB, Lab, Screen, wait_for

LINK = f"threedprint://open?path={JOB}/cube.stl"


def test_error_is_shown_and_enter_closes_it(lab: Lab, screen: Screen) -> None:
    program = lab.call("threedprint://open?path=../a.stl", display=screen.display)
    screen.window()
    assert program.poll() is None
    screen.do("key", "Return")
    assert program.wait(20) == 1
    assert program.communicate() == ("", "")


def test_escape_and_the_mouse_close_it_too(lab: Lab, screen: Screen) -> None:
    program = lab.call("http://x", display=screen.display)
    screen.window()
    screen.do("key", "Escape")
    assert program.wait(20) == 1
    program.communicate()
    program = lab.call("http://x", display=screen.display)
    window = screen.window()
    width, height = screen.size(window)
    scale = width / 560
    screen.do(
        "mousemove", "--window", window, str(int(width - 60 * scale)), str(int(height - 40 * scale)), "click", "1"
    )
    assert program.wait(20) == 1
    program.communicate()


def test_text_can_be_copied(lab: Lab, screen: Screen) -> None:
    program = lab.call("http://x", display=screen.display)
    screen.window()
    screen.do("key", "Tab", "Return")
    text = str(wait_for(lambda: _clipboard(screen)))
    assert text.startswith("This is not a link to a file of the lab\n\nA web page")
    screen.do("key", "Escape")
    assert program.wait(20) == 1
    program.communicate()


def _clipboard(screen: Screen) -> str:
    """Ask in a process of its own: X ends every process that knew a screen when the screen goes."""
    ask = f"import tkinter; print(tkinter.Tk({screen.display!r}).clipboard_get())"
    return subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False).stdout


def choose(lab: Lab, screen: Screen, *keys: str) -> int:
    """Open the link, press the keys in the choice of slicers, and return the program's code."""
    program = lab.call(LINK, display=screen.display)
    screen.window()
    screen.do("key", *keys)
    code = program.wait(20)
    assert program.communicate() == ("", "")
    return code


def test_slicer_is_chosen_and_remembered(lab: Lab, screen: Screen) -> None:
    lab.configure(*lab.slicer("Slicer One"), *lab.slicer("Slicer Two"), *lab.slicer("Slicer Three"))
    file = str(lab.root / JOB / "cube.stl")
    assert choose(lab, screen, "Tab", "Return") == 0
    assert lab.launched() == ["Slicer Two", file]
    assert choose(lab, screen, "Return") == 0, "the last choice has the focus"
    assert lab.launched()[-2:] == ["Slicer Two", file]
    assert choose(lab, screen, "Escape") == 1
    assert len(lab.launched()) == 4
    assert choose(lab, screen, "Tab", "Tab", "space", *["shift+Tab"] * 3, "Return") == 0, "the box comes after them"
    assert lab.launched()[-2:] == ["Slicer One", file]
    program = lab.call(LINK, display=screen.display)
    assert program.wait(20) == 0, "it is not asked any more"
    program.communicate()
    assert lab.launched()[-2:] == ["Slicer One", file]
    assert [line[1:3] for line in lab.log()] == [
        ["opened", "Slicer Two"],
        ["opened", "Slicer Two"],
        ["canceled", "-"],
        ["opened", "Slicer One"],
        ["opened", "Slicer One"],
    ]


def test_notice_closes_by_itself_or_at_a_click(lab: Lab, screen: Screen) -> None:
    lab.configure("notice = yes", *lab.slicer())
    program = lab.call(LINK, display=screen.display)
    screen.window()
    assert lab.launched() == ["Recorder", str(lab.root / JOB / "cube.stl")]
    assert program.wait(20) == 0
    program.communicate()
    program = lab.call(LINK, display=screen.display)
    window = screen.window()
    screen.do("mousemove", "--window", window, "30", "30", "click", "1")
    assert program.wait(20) == 0
    program.communicate()


def test_state_window_can_forget(lab: Lab, screen: Screen) -> None:
    memory = lab.house.state_folder() / "choices.json"
    memory.parent.mkdir(parents=True)
    memory.write_text('{"stl": {"slicer": "Two", "is_always": true}}')
    program = lab.call(display=screen.display)
    screen.window()
    screen.do("key", "Tab", "Tab", "Return")
    program.communicate(timeout=20)
    assert memory.read_text() == "{}"


@pytest.mark.parametrize("words", ["missing settings", "long path"])
def test_dialog_fits_the_screen_and_grows_with_its_scaling(
    lab: Lab, screen: Screen, words: str, tmp_path: Path
) -> None:
    if words == "missing settings":
        lab.configure().unlink()
    program = lab.call(f"threedprint://open?path={'Folder/' * 7}{'x' * 190}.stl", display=screen.display)
    width, height = screen.size(screen.window())
    screen.do("key", "Return")
    assert program.wait(20) == 1
    program.communicate()
    assert width < 1600
    assert height < 1200
    assert (width > 900) == (screen.scaling == 2)
