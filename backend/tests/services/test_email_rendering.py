"""Every mail that a student can get, written for real rows, some of them with the oddest names."""

import re
from datetime import date
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from flask import Flask

from app.extensions import db
from app.models import MAIL_KINDS, Checkout, CheckoutLine, Job, PaymentType, Status
from app.services import email_service, links, mail_rendering
from tests.factories import make_job

ODD_NAMES = [
    "Zoë Ångström-Δημήτρης",
    "李小龍" * 30,
    "محمد بن عبد الله",
    'Bobby "Tables" <script>alert(1)</script>, Jr.; (x) \\ @evil',
    "Ann\r\nBcc: victim@example.edu",
    "x" * 100,
    "Éé," * 33,
    "🦊🚀 🧪" * 10,
    "a\u202egnp.exe\u2028\x85b",
    "victim@example.edu, " * 5,
]
AT = {
    "received": Status.UPLOADED, "quote": Status.PENDING, "reminder": Status.PENDING,
    "confirmed": Status.READYTOPRINT, "rejected": Status.REJECTED, "canceled": Status.CANCELED,
    "ready_for_pickup": Status.COMPLETED, "receipt": Status.PAIDPICKEDUP,
}  # fmt: skip


class Words(HTMLParser):
    """What a reader sees of an HTML mail, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href" and value]


def pay(job: Job, **changes: object) -> Checkout:
    facts = {
        "paid_on": date(2026, 11, 4), "payment_type": PaymentType.CAMPUS_CARD, "txn_no": "T-1", "calculated_cents": 425,
        "charged_cents": 425, "picked_up_by": "Ann <b>", "payer": job.student_name, "staff_name": "Ada",
        "workstation_id": job.id, "body_sha256": "0" * 64,
        "lines": [CheckoutLine(job_id=job.id, grams=42.5, charged_cents=425)],
    } | changes  # fmt: skip
    checkout = Checkout(**facts)
    db.session.add(checkout)
    db.session.commit()
    return checkout


def written(kind: str, job: Job) -> EmailMessage:
    """Write a mail and read it again from its bytes, as a mail program does."""
    context = {"checkout_id": pay(job).id} if kind == "receipt" else {}
    mail = email_service.queue(kind, job, **context)
    db.session.commit()
    message = message_from_bytes(mail_rendering.render(mail, job).message.as_bytes(), policy=policy.default)
    assert not message.defects
    return message


def raw_header(message: EmailMessage, name: str) -> str:
    """Return a header as it travels, unfolded. The parser of older Pythons puts blanks between its encoded words."""
    line = next(line for line in re.split(r"\r?\n(?! )", message.as_string()) if line.startswith(f"{name}: "))
    return re.sub(r"\r?\n ", " ", line).removeprefix(f"{name}: ").strip()


def parts(message: EmailMessage) -> tuple[str, Words]:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain and html
    return plain.get_content(), Words(html.get_content())


def test_every_kind_of_the_lifecycle_is_tried_here() -> None:
    assert set(AT) == MAIL_KINDS == set(mail_rendering.SUBJECTS)


@pytest.mark.parametrize("kind", sorted(AT))
def test_carries_what_the_student_needs(app: Flask, kind: str) -> None:
    job = make_job(status=AT[kind], rejection_reasons=["open_model"], closing_comment="Line one\nline <two>")
    message = written(kind, job)
    text, html = parts(message)
    assert message["Subject"].startswith(f"[{job.reference}] ")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["To"].addresses[0].addr_spec == "ann@example.edu"
    for shown in (text, html.text):
        assert job.reference in shown
        assert "Design Building, room 114" in shown
        assert "Monday to Friday" in shown
        assert "vase.stl" in shown
        assert "Hello Ann Student," in shown
        assert not re.search(r"\{\{|\{%|None|Undefined", shown)
    assert links.tracking_url(job) in text
    assert links.tracking_url(job) in html.links
    assert not html.tags & {"img", "script", "two"}


@pytest.mark.parametrize("kind", ["quote", "reminder"])
def test_a_price_says_how_much_why_and_until_when(app: Flask, kind: str) -> None:
    job = make_job(status=Status.PENDING, quote_comment="Printed hollow.\nWith supports.")
    message = written(kind, job)
    text, html = parts(message)
    assert "$4.25" in message["Subject"]
    assert job.confirm_expires_at is not None
    for shown in (text, html.text):
        assert "42.5 g" in shown
        assert "$0.10 per gram, at least $3.00" in shown
        assert "about 3.5 hours" in shown
        assert mail_rendering.moment(job.confirm_expires_at) in shown
        assert "Printed hollow." in shown
    assert links.confirm_url(job) in text
    assert links.confirm_url(job) in html.links


def test_resin_is_explained_by_its_volume(app: Flask) -> None:
    rates = {"cents_per_gram": 30, "grams_per_ml": 1.11, "minimum_cents": 300}
    text, html = parts(written("quote", make_job(status=Status.PENDING, quote_volume_ml=38.0, quote_rates=rates)))
    for shown in (text, html.text):
        assert "38 mL of resin, 1.11 g each" in shown
        assert "weighed when it is finished" in shown


def test_a_rejection_gives_reasons_and_advice(app: Flask) -> None:
    job = make_job(status=Status.REJECTED, rejection_reasons=["open_model", "gone_code"], closing_comment="Ask Ada.")
    message = written("rejected", job)
    text, html = parts(message)
    for shown in (text, html.text):
        assert "Close the holes and export again." in shown
        assert "gone_code" in shown
        assert "Ask Ada." in shown
    assert message["Subject"].endswith("We cannot print this yet")


def test_a_receipt_shows_the_payment_it_is_for(app: Flask) -> None:
    job = make_job(status=Status.COMPLETED)
    first = pay(job, lines=[CheckoutLine(job_id=job.id, grams=10.0, charged_cents=300, is_partial=True)])
    pay(job, txn_no="T-2")
    mail = email_service.queue("receipt", job, checkout_id=first.id)
    db.session.commit()
    text, _ = parts(mail_rendering.render(mail, job).message)
    assert "Amount:       $3.00" in text
    assert "T-1" in text
    assert "The rest stays with us" in text


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_name_leaves_its_place(app: Flask, name: str) -> None:
    job = make_job(student_name=name[:100], original_filename=f"{name[:200]}.stl", status=Status.PENDING)
    message = written("quote", job)
    text, html = parts(message)
    recipients = message["To"].addresses
    assert [each.addr_spec for each in recipients] == ["ann@example.edu"]
    shown = str(make_header(decode_header(raw_header(message, "To")))).removesuffix("<ann@example.edu>")
    assert shown.replace('"', "").split() == re.sub(r'[()<>:;@\\,"]', " ", name[:100]).replace("\u202e", "").split()
    assert message["Bcc"] is None
    assert not html.tags & {"script", "b"}
    assert mail_rendering.one_line(name[:200]) in text
    assert "\u202e" not in text + html.text


def test_a_name_that_would_become_a_link_is_not_greeted(app: Flask) -> None:
    text, html = parts(written("received", make_job(student_name="Win at http://evil.example/x")))
    assert text.startswith("Hello,")
    assert "evil.example" not in text + html.text


def test_addresses_of_other_scripts(app: Flask) -> None:
    domain = make_job(student_email="ann@bücher.example")
    assert written("received", domain)["To"].addresses[0].domain == "xn--bcher-kva.example"
    local = make_job(student_email="δοκιμή@example.edu")
    assert "δοκιμή@example.edu" in written("received", local)["To"]


def test_date_and_message_id_are_those_of_the_promise(app: Flask) -> None:
    job = make_job()
    mail = email_service.queue("received", job)
    db.session.commit()
    first, second = (mail_rendering.render(mail, job).message for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == mail.message_id
    assert first["Date"].datetime == mail.created_at
