"""The one door to paths on the storage: nothing leads out of it."""

import os
from pathlib import Path

import pytest

from app.services import file_service, share
from app.services.file_service import path


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    storage = tmp_path / "storage"
    (storage / "Uploaded" / "job").mkdir(parents=True)
    monkeypatch.setattr(share, "root", lambda: storage)
    return storage


@pytest.mark.parametrize("relative", ["Uploaded/job", "Uploaded/job/part.stl", "Pending/not there", "a..b/c", "..."])
def test_what_lies_below_is_found(root: Path, relative: str) -> None:
    assert path(relative) == root / relative


@pytest.mark.parametrize(
    "relative",
    [
        "", ".", "/", "/etc/passwd", "..", "../storage", "Uploaded/../..", "Uploaded/../../x", "a/b/../../../x",
        "Uploaded\\..\\..\\x", "C:\\x", "\\\\server\\share", "Uploaded/\0", "//etc", "Uploaded/job/..", "./..",
    ],
)  # fmt: skip
def test_what_leads_out_is_refused(relative: str) -> None:
    with pytest.raises(ValueError, match="storage root"):
        path(relative)


def test_a_link_that_leads_out_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (root / "Uploaded" / "door").symlink_to(tmp_path)
    (root / "Uploaded" / "file").symlink_to(tmp_path / "secret")
    for relative in ("Uploaded/door", "Uploaded/door/secret", "Uploaded/file"):
        with pytest.raises(ValueError, match="leads out"):
            path(relative)


def test_a_link_that_stays_below_is_fine(root: Path) -> None:
    (root / "Uploaded" / "same").symlink_to(root / "Uploaded" / "job")
    assert path("Uploaded/same") == root / "Uploaded" / "job"


def test_a_root_that_is_a_link_itself_is_fine(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mounted").symlink_to(root)
    monkeypatch.setattr(share, "root", lambda: tmp_path / "mounted")
    assert path("Uploaded/job") == root / "Uploaded" / "job"


def test_links_and_hidden_files_are_not_listed(root: Path, tmp_path: Path) -> None:
    folder = root / "Uploaded" / "job"
    (folder / "sub").mkdir()
    for name in ("part.stl", "sub/plate.gcode", ".DS_Store", "metadata.json", "thumbnail.png"):
        (folder / name).write_text(name)
    (folder / "passwd.stl").symlink_to("/etc/passwd")
    assert file_service.names(folder) == ["metadata.json", "part.stl", "sub/plate.gcode", "thumbnail.png"]
    assert [file.name for file in file_service.list_folder(folder)] == ["part.stl", "sub/plate.gcode"]


def test_a_small_file_is_written_whole_and_leaves_no_temporary(root: Path) -> None:
    for content in (b"first", b"second"):
        file_service.write_durably(root / "note", content)
    assert (root / "note").read_bytes() == b"second"
    assert sorted(each.name for each in root.iterdir()) == ["Uploaded", "note"]


@pytest.mark.parametrize(("number", "raised"), [(22, False), (95, False), (5, True)])
def test_a_file_system_without_fsync_of_folders_is_fine_and_a_failing_one_is_not(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int, raised: bool
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    if raised:
        with pytest.raises(OSError, match="no"):
            file_service.sync_folder(root)
    else:
        file_service.sync_folder(root)


def test_a_share_that_lets_nobody_open_a_folder_is_fine(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)
    file_service.sync_folder(root)
