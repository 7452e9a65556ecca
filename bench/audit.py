"""The file check over 10,000 jobs with 14 kinds of damage, 50 of each: what it finds and misses, how long it takes.

    python -m bench.audit

Goals: all found, none false, within 60 s on two cores; a second, deep check for comparison.
"""

import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.job_list import ORIGINAL
from bench.system import BACKEND, System, running

JOBS = 10_000
EACH = 50
SIZE = 20_000
GOAL_S = 60
PLACES = {
    "UPLOADED": "Uploaded", "PENDING": "Pending", "READYTOPRINT": "ReadyToPrint", "PRINTING": "Printing",
    "COMPLETED": "Completed", "PAIDPICKEDUP": "PaidPickedUp", "REJECTED": "Rejected", "CANCELED": "Canceled",
}  # fmt: skip
INSERT = """
INSERT INTO jobs (status, student_name, student_email, discipline, class_number, print_method, color, printer,
    original_sha256, original_filename, folder_name, file_name, path, quote_price_cents, metadata_stale)
VALUES (%s, 'Mira Holm', 'mira@example.edu', 'Art', 'N/A', 'Filament', 'True Red', 'Prusa XL', %s, 'part.stl', %s, %s,
    %s, 425, true)
"""
MOVES = """
INSERT INTO file_moves (job_id, src, dst, state, files)
SELECT id, NULL, path, 'cleaned', jsonb_build_array(jsonb_build_object(
    'name', file_name, 'size', %s, 'mtime_ns', (%s::jsonb ->> folder_name)::bigint, 'sha256', original_sha256))
FROM jobs
"""
DRESS = """
from app import create_app
from app.extensions import db
from app.models import Job
from app.services import metadata_service
with create_app().app_context():
    for job_id in list(db.session.scalars(db.select(Job.id))):
        metadata_service.refresh(job_id)
"""
Place = tuple[Path, str]


def seed(system: System) -> list[Place]:
    """Make the jobs with folder, original, picture, metadata.json and the record of their last move."""
    statuses = itertools.cycle(PLACES.items())
    places: list[Place] = []
    times: dict[str, int] = {}
    rows: list[tuple[str, ...]] = []
    for made in ("originals", "thumbnails"):
        (system.data / made).mkdir(exist_ok=True)
    for number, (status, place) in zip(range(JOBS), statuses, strict=False):
        content = os.urandom(SIZE)
        sha256, name = hashlib.sha256(content).hexdigest(), f"MiraHolm_Filament_TrueRed_{number}"
        (system.data / "originals" / sha256).write_bytes(content)
        (system.data / "thumbnails" / f"{sha256}.png").write_bytes(b"png")
        folder = system.data / "storage" / place / name
        folder.mkdir(parents=True)
        (folder / f"{name}.stl").write_bytes(content)
        times[name] = (folder / f"{name}.stl").stat().st_mtime_ns
        rows.append((sha256, status, name, f"{name}.stl", f"{place}/{name}"))
        places.append((folder, sha256))
    _fill(system, rows, times)
    return places


def _fill(system: System, rows: list[tuple[str, ...]], times: dict[str, int]) -> None:
    with psycopg.connect(system.sql_url, autocommit=True) as connection, connection.cursor() as cursor:
        made = ORIGINAL.replace("'bench', 684", f"%s, {SIZE}")
        cursor.executemany(made.encode(), [(row[0],) for row in rows])
        cursor.executemany(INSERT.encode(), [(row[1], row[0], *row[2:]) for row in rows])
        cursor.execute(MOVES.encode(), (SIZE, json.dumps(times)))
    system.postgres.run_sql("VACUUM ANALYZE", database="lab")
    subprocess.run([sys.executable, "-c", DRESS], cwd=BACKEND, env=system.environment, check=True)


def _text(place: Place, name: str) -> str:
    return f"{place[0].parent.name}/{place[0].name}{name}"


def _file(place: Place) -> Path:
    return place[0] / f"{place[0].name}.stl"


def _other(place: Place) -> Path:
    """Return the folder's place under Archived, where no job of this benchmark is."""
    other = place[0].parent.parent / "Archived" / place[0].name
    other.parent.mkdir(exist_ok=True)
    return other


def _orphan_file(place: Place) -> str:
    place[0].with_name(f"{place[0].name}.lost").write_bytes(b"x")
    return _text(place, ".lost")


def _orphan_folder(place: Place) -> str:
    shutil.copytree(place[0], folder := place[0].with_name(f"Unknown {place[0].name}"))
    (folder / "metadata.json").unlink()
    return f"{folder.parent.name}/{folder.name}"


def _missing_file(place: Place) -> str:
    _file(place).unlink()
    return _text(place, f"/{_file(place).name}")


def _wrong_folder(place: Place) -> str:
    place[0].rename(_other(place))
    return f"Archived/{place[0].name}"


def _changed_content(place: Place) -> str:
    _file(place).write_bytes(_file(place).read_bytes()[::-1])
    return _text(place, f"/{_file(place).name}")


def _size_differs(place: Place) -> str:
    _file(place).write_bytes(b"cut")
    return _text(place, f"/{_file(place).name}")


def _stale_copy(place: Place) -> str:
    shutil.copytree(place[0], _other(place))
    return f"Archived/{place[0].name}"


def _leftover_incoming(place: Place) -> str:
    name = f".incoming-019ab000-0000-7000-8000-{place[1][:12]}-1"
    shutil.copytree(place[0], place[0].with_name(name))
    return f"{place[0].parent.name}/{name}"


def _metadata_missing(place: Place) -> str:
    (place[0] / "metadata.json").unlink()
    return _text(place, "/metadata.json")


def _metadata_differs(place: Place) -> str:
    file = place[0] / "metadata.json"
    file.write_text(file.read_text().replace("True Red", "Blue"))
    return _text(place, "/metadata.json")


def _late_save(place: Place) -> str:
    _other(place).mkdir()
    (_other(place) / "late.gcode").write_bytes(b"G1")
    return f"Archived/{place[0].name}"


def _duplicate_reference(place: Place) -> str:
    shutil.copytree(place[0], place[0].with_name(f"{place[0].name} (2)"))
    return _text(place, " (2)")


def _original_missing(place: Place) -> str:
    (place[0].parents[2] / "originals" / place[1]).unlink()
    return f"originals/{place[1]}"


def _thumbnail_missing(place: Place) -> str:
    (place[0] / "thumbnail.png").unlink()
    return _text(place, "/thumbnail.png")


DAMAGE: dict[str, Callable[[Place], str]] = {
    name.removeprefix("_"): damage
    for name, damage in list(globals().items())
    if name.startswith("_") and getattr(damage, "__annotations__", {}) == {"place": Place, "return": str}
}


def check(system: System, is_deep: bool) -> tuple[set[tuple[str, str]], float]:
    """Do a whole check in a process of its own; returns code and path of what it found, and its seconds."""
    start = time.perf_counter()
    printed = subprocess.run(
        [sys.executable, "-m", "app.cli", "audit", "--json", "--deep" if is_deep else "--run"],
        cwd=BACKEND, env=system.environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    seconds = time.perf_counter() - start
    return {(each["code"], each["path"]) for each in json.loads(printed)["findings"]}, seconds


def main() -> None:
    """Print one line a check; the first is of a healthy lab."""
    with running() as system:
        places = seed(system)
        found, seconds = check(system, is_deep=False)
        print(f"{JOBS} healthy jobs: {len(found)} findings (goal 0), {seconds:.1f} s (goal <= {GOAL_S})")
        chosen = iter(places)
        seeded = {(code, damage(next(chosen))) for code, damage in DAMAGE.items() for _ in range(EACH)}
        for is_deep in (False, True):
            found, seconds = check(system, is_deep)
            told = f"found {len(found & seeded)} of {len(seeded)}, missed {len(seeded - found)} (goal 0)"
            told = f"{'deep' if is_deep else 'plain'}: {told}, false {len(found - seeded)} (goal 0)"
            print(f"{len(DAMAGE)} kinds x {EACH}, {told}, {seconds:.1f} s (goal <= {GOAL_S})")


if __name__ == "__main__":
    main()
