"""What a student does: send the form, read mails, answer through links."""

import random
import uuid
from dataclasses import dataclass

from e2e import models
from e2e.caller import API, Answer, Caller, Json
from e2e.mailbox import Mailbox
from e2e.shop import Shop

FIRST_NAMES = ("Mira", "Zoë", "Tomás", "Aiko", "Nadia", "Oluwaseun")
LAST_NAMES = ("Holm", "de Wit", "Ångström", "Tanaka", "Petrović", "Adeyemi")
FORM = {
    "discipline": "Architecture",
    "class_number": "ARCH 210",
    "print_method": "Filament",
    "color": "True Red",
    "printer": "Prusa MK4S",
    "acknowledged_minimum_charge": "true",
}


# Sent by everybody who does not care: a content is inspected once, so the worker is free for what is tested.
USUAL_MODEL = models.stl()


@dataclass(frozen=True)
class Sent:
    """A job as its student knows it."""

    id: str
    reference: str
    tracking_token: str


class Student(Caller):
    """A student at a computer of their own, with a mail address of their own."""

    def __init__(self, shop: Shop, address: str | None = None) -> None:
        """Take the shop that prints, and the address of the computer when it is shared."""
        super().__init__(shop.url, address)
        self.mailbox: Mailbox = shop.mailbox
        self.name = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
        self.email = f"student.{uuid.uuid4().hex[:12]}@example.edu"

    def form(self, **changes: str) -> dict[str, str]:
        """Return the filled-in form."""
        return {"student_name": self.name, "student_email": self.email} | FORM | changes

    def send_model(self, filename: str = "part.stl", content: bytes | None = None, **changes: str) -> Answer:
        """Send the form with a file."""
        return self.post_form("/submit", self.form(**changes), (filename, USUAL_MODEL if content is None else content))

    def submitted(self, filename: str = "part.stl", content: bytes | None = None, **changes: str) -> Sent:
        """Send the form with a file, which must be accepted."""
        return sent(self.send_model(filename, content, **changes).ok(201))

    def confirm_path(self, job: Sent, quotes: int = 1) -> str:
        """Return the API's address of the confirm link in the student's mail, the latest of so many."""
        return api_path(self.mailbox.wait_for(job.reference, "quote", quotes).link("confirm"))

    def confirm(self, job: Sent) -> Answer:
        """Open the link of the mail and accept the price that it shows."""
        path = self.confirm_path(job)
        return self.post(path, {"accept": True, "price_cents": self.get(path).ok()["price_cents"]})

    def decline(self, job: Sent, reason: str = "Too dear") -> Answer:
        """Open the link of the mail and decline."""
        return self.post(f"{self.confirm_path(job)}/decline", {"reason": reason})

    def cancel(self, job: Sent, reason: str = "Found a mistake") -> Answer:
        """Cancel with the tracking link of the mail that came first."""
        path = api_path(self.mailbox.wait_for(job.reference, "received").link("track"))
        return self.post(f"{path}/cancel", {"reason": reason})


def sent(answer: Json) -> Sent:
    """Return the job of a successful submission."""
    job = answer["job"]
    return Sent(job["id"], job["reference"], answer["tracking_url"].rpartition("/")[2])


def api_path(link: str) -> str:
    """Turn the address of a page (/confirm/..., /track/...) into the address of its data."""
    page, token = link.rstrip("/").split("/")[-2:]
    return f"{API}/{page}/{token}"
