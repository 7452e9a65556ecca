"""How people begin a workflow: a student sends a file or answers a link, staff act on a job."""

import io
import uuid
from collections.abc import Callable
from dataclasses import replace

from app.extensions import db
from app.models import ACTIONS, Status
from app.services import share, sliced_files
from tests import acts, story
from tests.faults.cases import MORE, Case, Files, Prepare, acting, kept_upload, placed
from tests.faults.world import Desk


def staff_action(name: str, status: Status, **body: object) -> Prepare:
    """Return how a member of staff begins an action, with the dialog open, on a job in a status."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(status)
        sent = {"authoritative_file": job.file_name, "weight_g": 42.5, "time_hours": 3.2} if name == "approve" else {}
        return acting(desk, name, job, files, sent | body)

    return prepare


def over(there: Files) -> Prepare:
    """Return how a print begins when something lies already where the folder is to go."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(Status.READYTOPRINT)
        target = share.root() / f"Printing/{job.folder_name}"
        for name, content in there.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
        case = acting(desk, "mark-printing", job, files, {})
        place = f"Printing/{job.folder_name}"
        return replace(case, there=(place, there), foreseen=f"nobody's: {place}")

    return prepare


def remove_scripts(desk: Desk) -> Case:
    """Let a member of staff ask for a copy without scripts, where an earlier attempt has left something behind."""
    job, files = placed(Status.UPLOADED, MORE | {"part.gcode": b"G28\n; post_process = /opt/tidy.sh\n"})
    folder = share.root() / str(job.path)
    (folder / ".old.gcode.incoming").write_bytes(b"of an earlier attempt that was killed")
    sliced_files.look(folder, "part.gcode")  # the desk has looked at the list before
    job.metadata_stale = True
    db.session.commit()
    path, body = f"/api/v1/jobs/{job.id}/remove-scripts", {"staff_name": acts.STAFF_NAME, "file": "part.gcode"}
    deed = lambda: desk.client().post(path, json=body)  # noqa: E731
    return Case(deed, job.id, job.status, ("ScriptsRemoved",), files=files)


def by_link(name: str, path_of: Callable[[uuid.UUID], str], tail: str, body: dict[str, object]) -> Prepare:
    """Return how a student answers through a link."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(Status.PENDING)
        path, action = path_of(job.id) + tail, ACTIONS[name]
        deed = lambda: desk.app.test_client().post(path, json=body)  # noqa: E731
        return Case(deed, job.id, action.target, action.events, (str(action.mail),), files)

    return prepare


def submit(desk: Desk) -> Case:
    """Let a student send the form with the file."""
    model = story.cube_stl()
    return Case(lambda: story.submit(desk.app.test_client(), model), None, Status.UPLOADED, upload=model)


def upload(desk: Desk) -> Case:
    """Let a student choose a file."""
    model = story.cube_stl()
    deed = lambda: desk.app.test_client().post("/api/v1/uploads", data={"file": (io.BytesIO(model), "x.stl")})  # noqa: E731
    return Case(deed, upload=model)


def submit_uploaded(desk: Desk) -> Case:
    """Let a student send the form for a file that was uploaded before."""
    kept, model = kept_upload(3600)
    form = story.FORM | {"upload_id": str(kept.id)}
    deed = lambda: desk.app.test_client().post("/api/v1/submit", data=form)  # noqa: E731
    return Case(deed, None, Status.UPLOADED, upload=model)
