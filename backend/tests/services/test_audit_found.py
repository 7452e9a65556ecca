"""The file check finds every kind of damage, and tells one from another."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from app.extensions import db
from app.models import FileMove, Job, Status
from app.services import event_service, file_service, originals
from app.services.audit.kinds import Code
from app.services.event_service import SYSTEM
from tests import damage
from tests.damage import DAMAGE
from tests.factories import make_original
from tests.services.test_event_chain import Superuser, superuser  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("app", "staff")


@pytest.mark.parametrize("code", DAMAGE)
def test_it_finds(code: Code, healthy: dict[Status, Job]) -> None:
    path = DAMAGE[code](healthy[Status.PRINTING])
    assert damage.last_found() == {(code.value, path)}


def test_a_status_that_no_move_follows_is_found(healthy: dict[Status, Job]) -> None:
    path = damage.status_slipped(healthy[Status.UPLOADED])
    assert damage.last_found() == {("wrong_folder", path)}


def test_every_way_to_lose_a_file_is_found(healthy: dict[Status, Job]) -> None:
    folder, chosen, picture = (healthy[each] for each in (Status.UPLOADED, Status.PENDING, Status.PRINTING))
    shutil.rmtree(damage.home(folder))
    (damage.home(chosen) / "plate.gcode").unlink()
    originals.thumbnail_path(picture.original_sha256).unlink()
    originals.path(healthy[Status.COMPLETED].original_sha256).write_bytes(b"cut")
    assert damage.last_found() == {
        ("missing_file", f"{folder.path}/{folder.file_name}"), ("missing_file", f"{chosen.path}/plate.gcode"),
        ("thumbnail_missing", f"thumbnails/{picture.original_sha256}.png"),
        ("original_missing", f"originals/{healthy[Status.COMPLETED].original_sha256}"),
    }  # fmt: skip


def test_what_programs_and_people_leave_lying_is_told_apart(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    place = damage.home(job).parent
    for litter in (".DS_Store", "._x", "Thumbs.db"):
        (place / litter).write_bytes(b"x")
    (damage.home(job) / "new candidate.3mf").write_bytes(b"PK")
    (place / "link.stl").symlink_to(damage.home(job) / job.file_name)
    (place / f"{job.folder_name}.stale-019ab000-0000-7000-8000-000000000000-1").mkdir()
    (damage.home(job) / ".incoming-x").write_bytes(b"x")
    (damage.home(healthy[Status.PENDING]) / "metadata.json").write_text("[1")
    assert damage.last_found() == {
        ("orphan_file", "Printing/link.stl"), ("leftover_incoming", f"{job.path}/.incoming-x"),
        ("stale_copy", f"{job.path}.stale-019ab000-0000-7000-8000-000000000000-1"),
        ("metadata_differs", f"{healthy[Status.PENDING].path}/metadata.json"),
    }  # fmt: skip


def test_a_folder_that_its_move_waits_for_in_vain_is_found(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    db.session.add(FileMove(job_id=job.id, src=job.path, dst=f"Completed/{job.folder_name}"))
    db.session.commit()
    shutil.rmtree(damage.home(job))
    assert {code for code, _ in damage.last_found()} == {"missing_file"}


def test_a_name_that_is_no_text_is_told_too(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    for folder in (damage.home(job), damage.home(job).parent):
        (folder / os.fsdecode(b"b\xfcste.stl")).write_bytes(b"x")
    assert damage.last_found() == {("orphan_file", "Printing/b\\xfcste.stl")}


def test_a_file_in_the_place_of_a_folder_is_found(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.UPLOADED]
    shutil.rmtree(damage.home(job))
    damage.home(job).write_bytes(b"x")
    assert damage.last_found() == {("missing_file", f"{job.path}/{job.file_name}"), ("orphan_file", job.path)}


@pytest.mark.parametrize(("number", "is_told"), [(errno.EACCES, False), (errno.EIO, True)])
def test_what_a_program_holds_is_left_alone_and_what_cannot_be_read_is_told(
    healthy: dict[Status, Job], monkeypatch: pytest.MonkeyPatch, number: int, is_told: bool
) -> None:
    job, digest = healthy[Status.PRINTING], file_service.digest

    def refused(file: Path) -> str:
        if file.name == "plate.gcode" and file.parent.name == job.folder_name:
            raise OSError(number, os.strerror(number))
        return digest(file)

    monkeypatch.setattr(file_service, "digest", refused)
    assert damage.last_found() == ({("changed_content", f"{job.path}/plate.gcode")} if is_told else set())


def test_only_a_deep_check_reads_what_looks_untouched(healthy: dict[Status, Job]) -> None:
    job = healthy[Status.PRINTING]
    file = damage.home(job) / "plate.gcode"
    known = file_service.stored(damage.home(job), "plate.gcode")
    files = [known.__dict__, file_service.stored(damage.home(job), job.file_name).__dict__]
    db.session.add(FileMove(job_id=job.id, src=None, dst=job.path, state="cleaned", files=files))
    db.session.commit()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(known.mtime_ns, known.mtime_ns))
    rotten = originals.path(job.original_sha256)
    rotten.write_bytes(rotten.read_bytes()[::-1])
    assert damage.last_found() == set()
    assert damage.found(damage.check(is_deep=True)) == {
        ("changed_content", f"{job.path}/plate.gcode"), ("original_missing", f"originals/{job.original_sha256}"),
    }  # fmt: skip


def test_a_changed_event_log_is_found(healthy: dict[Status, Job], superuser: Superuser) -> None:  # noqa: F811
    event_service.record("SignedOut", SYSTEM)
    db.session.commit()
    superuser.execute("UPDATE events SET triggered_by = 'nobody'")
    assert damage.last_found() == {("event_chain_broken", "line 1")}


def test_an_original_of_nobody_is_found_while_its_row_is_there(healthy: dict[Status, Job]) -> None:
    sha256 = make_original(b"nobody's").sha256
    originals.path(sha256).write_bytes(b"nobody's")
    assert damage.last_found() == {("original_unreferenced", f"originals/{sha256}")}
