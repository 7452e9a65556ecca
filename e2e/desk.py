"""What staff do at a workstation: take the lock of a job, act on it, look at it; and how a job gets into a status."""

from typing import Any

from e2e.caller import Answer, Caller, Json
from e2e.shop import Shop
from e2e.student import Sent, Student
from e2e.waiting import wait_for

QUOTE: Json = {"weight_g": 42.5, "time_hours": 3.2}
PRICE_CENTS = 425
PAYMENT: Json = {"grams": 40.0, "payment_type": "check", "picked_up_by": "Mira Holm"}
CHARGED_CENTS = 400
LOCK_EVENTS = {"LockTaken", "LockExpired"}
MAIL_EVENTS = {"EmailSent", "EmailFailed"}
MAIL_OF = {
    "JobApproved": "quote",
    "JobRejected": "rejected",
    "JobConfirmed": "confirmed",
    "JobCanceled": "canceled",
    "PrintCompleted": "ready_for_pickup",
    "PaymentRecorded": "receipt",
}
ROAD = ("UPLOADED", "PENDING", "READYTOPRINT", "PRINTING", "COMPLETED", "PAIDPICKEDUP")
FOLDER_WITHIN_S = 45  # some rounds of the sweep: a whole class may have sent its models just before
SETTLED = "state IN ('cleaned', 'superseded')"


class Desk(Caller):
    """A signed-in workstation."""

    def __init__(self, shop: Shop, workstation: str, password: str, address: str | None = None) -> None:
        """Sign in."""
        super().__init__(shop.url, address)
        self.shop = shop
        self.workstation = workstation
        credentials = {"workstation_id": workstation, "password": password}
        self.token = self.post("/auth/login", credentials).ok()["token"]
        self.staff_name: str = self.get("/staff").ok()["staff"][0]["name"]

    def job(self, job_id: str) -> Json:
        """Return the job as it is."""
        found: Json = self.get(f"/jobs/{job_id}").ok()
        return found

    def take_lock(self, job_id: str, staff_name: str | None = None) -> Answer:
        """Ask for the lock."""
        return self.post(f"/jobs/{job_id}/lock", {"staff_name": staff_name or self.staff_name})

    def lock(self, job_id: str) -> str:
        """Take the lock and return its token."""
        token: str = self.take_lock(job_id).ok()["lock_token"]
        return token

    def act_with(self, lock_token: str, job_id: str, action: str, **body: Any) -> Answer:
        """Perform an action with a lock's token."""
        said = {"staff_name": self.staff_name} | body
        if action == "delete":
            return self.post(f"/jobs/{job_id}", said, method="DELETE", lock_token=lock_token)
        return self.post(f"/jobs/{job_id}/{action}", said, lock_token=lock_token)

    def act(self, job_id: str, action: str, **body: Any) -> Answer:
        """Take the lock and perform an action."""
        return self.act_with(self.lock(job_id), job_id, action, **body)

    def override(self, job_id: str, action: str, reason: str) -> Answer:
        """Perform what only an admin workstation may."""
        return self.post(f"/jobs/{job_id}/admin/{action}", {"staff_name": self.staff_name, "reason": reason})

    def quote_body(self, job_id: str) -> Json:
        """Return the body of an approval with the file that the desk recommends, once the folder is there."""

        def recommended() -> str | None:
            answer = self.get(f"/jobs/{job_id}/candidate-files")
            if answer.status == 503:
                answer.refusal(503, "storage_unavailable")  # the new job's folder is still on its way
                return None
            name: str | None = answer.ok()["recommended"]
            return name

        return {"authoritative_file": wait_for(recommended, f"the folder of {job_id}", FOLDER_WITHIN_S), **QUOTE}

    def events(self, job_id: str, besides: set[str] = LOCK_EVENTS | MAIL_EVENTS) -> list[str]:
        """List the types of a job's events, without those around it."""
        found = self.shop.rows(f"SELECT type FROM events WHERE job_id = '{job_id}' ORDER BY id")
        return [event["type"] for event in found if event["type"] not in besides]

    def settled(self, job_id: str) -> Json:
        """Return the job once its folder lies where its status says."""
        query = f"SELECT count(*) FROM file_moves WHERE job_id = '{job_id}' AND NOT {SETTLED}"
        wait_for(lambda: self.shop.value(query) == 0, f"the folder of {job_id} to arrive", FOLDER_WITHIN_S)
        return self.job(job_id)


def step_to(status: str, desk: Desk, student: Student, job: Sent) -> Answer:
    """Bring a job from the status before into this one, the way people do."""
    if status == "PENDING":
        return desk.act(job.id, "approve", **desk.quote_body(job.id))
    if status == "READYTOPRINT":
        return student.confirm(job)
    action, body = {
        "PRINTING": ("mark-printing", {"printer": "Prusa XL"}),
        "COMPLETED": ("mark-complete", {"storage_place": "Shelf B"}),
        "PAIDPICKEDUP": ("payment", PAYMENT),
        "REJECTED": ("reject", {"reasons": ["too_small"]}),
        "CANCELED": ("cancel", {"reason": "The student called."}),
    }[status]
    return desk.act(job.id, action, **body)


def job_in(status: str, desk: Desk, student: Student, content: bytes | None = None) -> Sent:
    """Make a job and bring it into a status."""
    job = student.submitted(content=content)
    steps = ROAD[1 : ROAD.index(status) + 1] if status in ROAD else (status,)
    for reached in steps:
        answer = step_to(reached, desk, student, job).ok()
        assert answer["status"] == reached, answer
    return job
