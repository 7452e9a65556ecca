"""Students who submit all the time, and desks that bring their jobs down the road, whatever is being killed."""

import hashlib
import queue
import random
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from e2e.caller import Answer
from e2e.desk import ROAD, Desk
from e2e.faults.patience import Patient
from e2e.shop import Shop
from e2e.soak.told import Told
from e2e.student import Sent

BETWEEN_MODELS_S = (2.0, 8.0)
UPLOADS_FIRST = 0.3
ROADS = {  # how many of ten go which way
    ROAD: 7,
    ("UPLOADED", "REJECTED"): 1,
    ("UPLOADED", "PENDING", "REJECTED"): 1,
    ("UPLOADED", "PENDING", "CANCELED"): 1,
}


class Witness(Patient):
    """A patient student and a patient desk who remember every promise.

    What they wait for may be held up as long as the killing lasts: how late it came is not theirs to judge.
    """

    patience_s = 900.0

    def __init__(self, shop: Shop, desk: Desk, told: Told, uploads_first: bool) -> None:
        """Take the shop, a signed-in workstation, where promises are kept, and which way the model comes."""
        super().__init__(shop, desk)
        self._told = told
        self._uploads_first = uploads_first

    def _send(self) -> Answer:
        answer = self._send_uploaded() if self._uploads_first else super()._send()
        if answer.status == 201:
            self._told.note_submitted(answer.json["job"]["id"], hashlib.sha256(self.content).hexdigest())
        return answer

    def _send_uploaded(self) -> Answer:
        upload = self.student.post_form("/uploads", {}, ("part.stl", self.content))
        if upload.status != 201:
            return upload
        return self.student.post_form("/submit", self.student.form(upload_id=upload.json["upload_id"]))

    def _step(self, status: str, job: Sent) -> Answer | None:
        answer = super()._step(status, job)
        if answer is not None and answer.status == 200:
            self._told.note_done(job.id, status)
        return answer

    def _try(self, deed: Callable[[], Answer | None]) -> Answer | None:
        answer = super()._try(deed)
        self._told.note_answer(str(answer.status) if answer else "none")
        return answer


class Crowd:
    """All of them, each in a thread; leaving the context lets everybody end the job at hand."""

    def __init__(self, shop: Shop, students: int, desks: int, told: Told, seed: int) -> None:
        """Sign the desks in; nobody begins yet."""
        self._shop, self._told = shop, told
        self._desks = [Desk(shop, "front-desk", shop.password) for _ in range(desks)]
        self._chances = [random.Random(f"{seed}/{number}") for number in range(students + desks)]
        self._waiting: queue.Queue[tuple[Witness, Sent]] = queue.Queue()
        self._going_home = threading.Event()
        self._pool = ThreadPoolExecutor(students + desks)
        self._futures: list[Future[None]] = []

    def __enter__(self) -> Self:
        """Begin."""
        for number, chance in enumerate(self._chances):
            desk = self._desks[number % len(self._desks)]
            is_desk = number < len(self._desks)
            deed = self._work_off if is_desk else lambda c, d=desk: self._submit(c, d)
            self._futures.append(self._pool.submit(self._all_day, deed, chance))
        return self

    def __exit__(self, *_: object) -> None:
        """Wait until everybody has ended the job at hand."""
        self._going_home.set()
        self._pool.shutdown()
        for error in (future.exception() for future in self._futures):
            if error is not None:
                self._told.note_broken(f"a thread of the soak ended: {error!r}")

    def _all_day(self, deed: Callable[[random.Random], None], chance: random.Random) -> None:
        while not self._going_home.is_set():
            try:
                deed(chance)
            except AssertionError as error:
                self._told.note_broken(str(error))

    def _submit(self, chance: random.Random, desk: Desk) -> None:
        witness = Witness(self._shop, desk, self._told, chance.random() < UPLOADS_FIRST)
        self._waiting.put((witness, witness.submitted()))
        self._going_home.wait(chance.uniform(*BETWEEN_MODELS_S))

    def _work_off(self, chance: random.Random) -> None:
        try:
            witness, job = self._waiting.get(timeout=1)
        except queue.Empty:
            return
        witness.bring(job, chance.choices(list(ROADS), list(ROADS.values()))[0])
