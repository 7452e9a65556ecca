"""Where a file lies: only below the storage folder, only a file, and never by way of a link."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from opener import place
from opener.errors import OpenerError, RefusedError
from opener.place import resolve
from opener.program import within
from opener_lab import JOB, Lab

FILE = f"{JOB}/cube.stl"
_at_open: dict[str, Callable[[], None]] = {}


def _hook(name: str, facts: tuple[object, ...]) -> None:
    if name == "open" and str(facts[0]) in _at_open:
        _at_open.pop(str(facts[0]))()


sys.addaudithook(_hook)


def refusal(root: Path, path: str = FILE) -> str:
    """Return why a path is not opened."""
    with pytest.raises(OpenerError) as caught:
        resolve(root, path)
    return caught.value.name


def test_file_is_found(lab: Lab) -> None:
    assert resolve(lab.root, FILE) == lab.root / FILE
    assert resolve(lab.root, FILE).is_absolute()


@pytest.mark.parametrize("path", ["../storage/a.stl", "/etc/passwd", "a/../b.stl", "C:\\a.stl", "a.exe", ""])
def test_words_are_checked_here_too(lab: Lab, path: str) -> None:
    with pytest.raises(RefusedError):
        resolve(lab.root, path)


def test_storage_folder_may_itself_be_a_link(lab: Lab) -> None:
    mount = lab.root.parent / "mount"
    mount.symlink_to(lab.root)
    assert resolve(mount, FILE) == mount / FILE


@pytest.mark.parametrize("inside", [True, False], ids=["to the storage", "out of it"])
def test_link_in_the_middle_is_refused(lab: Lab, inside: bool) -> None:
    elsewhere = lab.root / JOB if inside else lab.root.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "cube.stl").write_bytes(b"solid")
    (lab.root / "Linked").symlink_to(elsewhere)
    with pytest.raises(RefusedError) as caught:
        resolve(lab.root, "Linked/cube.stl")
    assert (caught.value.name, caught.value.facts) == ("link_on_the_way", {"part": "Linked"})


def test_link_at_the_end_is_refused(lab: Lab) -> None:
    (lab.root / JOB / "linked.stl").symlink_to(lab.root / FILE)
    assert refusal(lab.root, f"{JOB}/linked.stl") == "link_on_the_way"
    (lab.root / JOB / "dangling.stl").symlink_to(lab.root / "absent.stl")
    assert refusal(lab.root, f"{JOB}/dangling.stl") == "link_on_the_way"


def test_file_that_becomes_a_link_is_refused(lab: Lab) -> None:
    file, secret = lab.root / FILE, lab.root.parent / "secret.stl"
    secret.write_bytes(b"solid")

    def swap() -> None:
        file.unlink()
        file.symlink_to(secret)

    _at_open[str(file)] = swap
    assert refusal(lab.root) == "link_on_the_way"
    assert file.is_symlink()


def test_folder_that_becomes_a_link_is_refused(lab: Lab) -> None:
    folder, elsewhere = lab.root / JOB, lab.root.parent / "elsewhere"

    def swap() -> None:
        folder.rename(elsewhere)
        folder.symlink_to(elsewhere)

    _at_open[str(lab.root / FILE)] = swap
    assert refusal(lab.root) == "link_on_the_way"


def test_folder_that_is_swapped_for_another_is_refused(lab: Lab) -> None:
    """Another file is open than the one that lies there a moment later."""
    folder, elsewhere, opened = lab.root / JOB, lab.root.parent / "elsewhere", os.open

    def swapped(*facts: Any, **named: Any) -> int:
        descriptor = opened(*facts, **named)
        folder.rename(elsewhere)
        lab.add(FILE)
        return descriptor

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", swapped)
        assert refusal(lab.root) == "link_on_the_way"


def test_what_is_not_a_file_is_refused(lab: Lab) -> None:
    (lab.root / "folder.stl").mkdir()
    assert refusal(lab.root, "folder.stl") == "not_a_file"
    os.mkfifo(lab.root / "pipe.stl")
    assert refusal(lab.root, "pipe.stl") == "not_a_file"
    lab.add("file")
    assert refusal(lab.root, "file/a.stl") == "not_a_file"


def test_missing_file_and_missing_storage_are_told_apart(lab: Lab) -> None:
    assert refusal(lab.root, "absent.stl") == "not_found"
    assert refusal(lab.root, "absent/a.stl") == "not_found"
    assert refusal(lab.root / "absent") == "share_away"
    assert refusal(lab.root / FILE) == "share_away"
    unmounted = lab.root.parent / "unmounted"
    unmounted.mkdir()
    assert refusal(unmounted) == "share_away"
    circle = lab.root.parent / "circle"
    circle.symlink_to(circle)
    assert refusal(circle) == "share_away"


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (PermissionError(13, "denied"), "not_readable"),
        (OSError(116, "Stale file handle"), "share_away"),
        (OSError(40, "loop"), "link_on_the_way"),
        (FileNotFoundError(2, "gone"), "not_found"),
    ],
)
def test_answers_of_the_storage(lab: Lab, error: OSError, name: str) -> None:
    def fail() -> None:
        raise error

    _at_open[str(lab.root / FILE)] = fail
    assert refusal(lab.root) == name


def test_storage_that_goes_away_while_it_is_asked(lab: Lab) -> None:
    def go() -> None:
        lab.root.rename(lab.root.parent / "gone")
        raise FileNotFoundError(2, "gone")

    _at_open[str(lab.root / FILE)] = go
    assert refusal(lab.root) == "share_away"


def test_capitals_and_composed_accents_are_the_same_name() -> None:
    assert place._folded(["ZOË"]) == place._folded(["zoe\u0308"])
    assert place._folded(["a"]) != place._folded(["b"])


@pytest.mark.parametrize(
    ("attributes", "tag", "leads"),
    [(0x20, 0, False), (0x400, 0xA000000C, True), (0x410, 0xA0000003, True), (0x420, 0x80000013, False)],
    ids=["file", "symbolic link", "junction", "deduplicated"],
)
def test_reparse_points_of_windows(attributes: int, tag: int, leads: bool) -> None:
    status = SimpleNamespace(st_mode=0o100644, st_file_attributes=attributes, st_reparse_tag=tag)
    assert place._leads_elsewhere(status) is leads  # type: ignore[arg-type]  # only Windows has these fields


def test_share_that_hangs_is_not_waited_for() -> None:
    hanging, late = threading.Event(), OpenerError("share_away", root="/mnt")
    with pytest.raises(OpenerError) as caught:
        within(0.05, hanging.wait, late)
    hanging.set()
    assert caught.value is late
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0, late)
    assert within(5, lambda: "there", late) == "there"
