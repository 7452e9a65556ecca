"""Walk a job down the road as patient people do: when something fails, look how far it got, then try again."""

import http.client
import time
from collections.abc import Callable, Sequence

from e2e import models
from e2e.caller import Answer
from e2e.desk import PAYMENT, PRICE_CENTS, QUOTE, ROAD, Desk
from e2e.shop import Shop
from e2e.student import Sent, Student, api_path

TRY_AGAIN_S = 0.3
AWAY = {500, 502, 503, 504}  # something is starting again
LATE = {409, 423}  # the try before got through after all, or its lock is still held


class Patient:
    """A student and a member of staff who do not give up on one job."""

    patience_s = 240.0

    def __init__(self, shop: Shop, desk: Desk) -> None:
        """Take the shop and a signed-in workstation."""
        self.desk = desk
        self.student = Student(shop)
        self.content = models.stl()
        self._file_name = ""

    def walk(self) -> Sent:
        """Bring a new job to the end of the road."""
        job = self.submitted()
        self.bring(job)
        return job

    def submitted(self) -> Sent:
        """Submit until the job is there, whether or not anybody could say so."""
        answer = self._persist(self._send, {201, 409})
        found = self._persist(lambda: self.desk.get(f"/jobs?search={self.student.email}"), {200}).json["jobs"]
        assert len(found) == 1, (answer.text, found)
        job = Sent(found[0]["id"], found[0]["reference"], "")
        self._file_name = self._persist(lambda: self.desk.get(f"/jobs/{job.id}"), {200}).json["files"][0]["name"]
        return job

    def bring(self, job: Sent, road: Sequence[str] = ROAD) -> None:
        """Bring a job from the first status of a road to the last."""
        for status in road[1:]:
            self._until_reached(status, job, road)

    def _send(self) -> Answer:
        return self.student.send_model(content=self.content)

    def _until_reached(self, status: str, job: Sent, road: Sequence[str]) -> None:
        """Take the step into a status until the job is there; how often it was tried leaves no trace."""
        deadline = time.monotonic() + self.patience_s
        while True:
            now = self._persist(lambda: self.desk.get(f"/jobs/{job.id}"), {200}).json["status"]
            if road.index(now) >= road.index(status):
                return
            assert time.monotonic() < deadline, f"{job.reference} stays {now}"
            answer = self._try(lambda: self._step(status, job))
            assert answer is None or answer.status in {200} | AWAY | LATE, answer.text
            if answer is None or answer.status != 200:
                time.sleep(TRY_AGAIN_S)

    def _step(self, status: str, job: Sent) -> Answer | None:
        """Try one step; None when what it needs is not there yet."""
        if status == "READYTOPRINT":
            quotes = self.desk.shop.mailbox.mails(job.reference, "quote")
            path = api_path(quotes[-1].link("confirm")) if quotes else None
            return self.student.post(path, {"accept": True, "price_cents": PRICE_CENTS}) if path else None
        granted = self.desk.take_lock(job.id)
        if granted.status != 200:
            # Our own lock, whose token was lost with the answer: nobody else wants this job.
            self.desk.override(job.id, "force-unlock", "The computer crashed")
            return granted
        action, body = {
            "PENDING": ("approve", QUOTE | {"authoritative_file": self._file_name}),
            "PRINTING": ("mark-printing", {"printer": "Prusa XL"}),
            "COMPLETED": ("mark-complete", {}),
            "PAIDPICKEDUP": ("payment", PAYMENT),
            "REJECTED": ("reject", {"reasons": ["too_small"]}),
            "CANCELED": ("cancel", {"reason": "The student called."}),
        }[status]
        answer = self.desk.act_with(granted.json["lock_token"], job.id, action, **body)
        if answer.status != 200:
            self.desk.post(f"/jobs/{job.id}/unlock", lock_token=granted.json["lock_token"])
        return answer

    def _persist(self, deed: Callable[[], Answer], wanted: set[int]) -> Answer:
        """Do it until it is answered as wanted; other answers must say that something is starting again."""
        deadline = time.monotonic() + self.patience_s
        while True:
            answer = self._try(deed)
            if answer is not None and answer.status in wanted:
                return answer
            assert answer is None or answer.status in AWAY, answer.text
            assert time.monotonic() < deadline, answer and answer.text
            time.sleep(TRY_AGAIN_S)

    def _try(self, deed: Callable[[], Answer | None]) -> Answer | None:
        """Do it once; None when nobody answered."""
        try:
            return deed()
        except (OSError, http.client.HTTPException):
            return None
