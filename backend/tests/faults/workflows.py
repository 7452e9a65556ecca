"""The workflows that write or move files, or rows that speak of them: how each begins, and what it must leave."""

from app.models import Status
from tests import story
from tests.faults import duties, people
from tests.faults.cases import MORE, Prepare

ACCEPT: dict[str, object] = {"accept": True, "price_cents": 425}
WORKFLOWS: dict[str, Prepare] = {
    "upload": people.upload,
    "submit": people.submit,
    "submit an upload": people.submit_uploaded,
    "place": duties.place,
    "review": people.staff_action("review", Status.UPLOADED),
    "approve": people.staff_action("approve", Status.UPLOADED),
    "reject": people.staff_action("reject", Status.UPLOADED),
    "confirm": people.by_link("confirm", story.confirm_path, "", ACCEPT),
    "decline": people.by_link("decline", story.confirm_path, "/decline", {}),
    "cancel": people.staff_action("cancel", Status.READYTOPRINT),
    "cancel by link": people.by_link("cancel", story.track_path, "/cancel", {}),
    "mark-printing": people.staff_action("mark-printing", Status.READYTOPRINT),
    "mark-printing over a part": people.over(MORE),
    "mark-printing over another": people.over({"plate.gcode": b"somebody's work"}),
    "mark-failed": people.staff_action("mark-failed", Status.PRINTING),
    "mark-complete": people.staff_action("mark-complete", Status.PRINTING),
    "payment": people.staff_action("payment", Status.COMPLETED),
    "partial payment": people.staff_action("payment", Status.COMPLETED, partial=True),
    "revert-completion": people.staff_action("revert-completion", Status.COMPLETED),
    "revert-pickup": people.staff_action("revert-pickup", Status.PAIDPICKEDUP),
    "remove scripts": people.remove_scripts,
    "delete": people.staff_action("delete", Status.PENDING),
    "archive": duties.retain("archive", Status.PAIDPICKEDUP),
    "prune": duties.retain("prune", Status.ARCHIVED),
    "sweep": duties.sweep,
    "send mails": duties.send_mail,
    "write mails": duties.write_mail,
    "expire uploads": duties.expire,
    "inspect": duties.inspect,
}
