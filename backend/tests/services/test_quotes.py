"""What approve and the other actions make of a body that fits: quotes, reasons, printers, reviews."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Event, Job, Status
from app.services import file_service, job_service, job_views
from app.services.event_service import Who
from app.utils.errors import Invalid, StorageUnavailable
from tests import acts
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


def approve(job: Job, who: Who, **changes: Any) -> Job:
    sent = {"staff_name": acts.STAFF_NAME, "authoritative_file": job.file_name, "weight_g": 42.5, "time_hours": 3.2}
    return job_service.perform("approve", job.id, sent | changes, acts.holding(job.id, who))


def uploaded(files: dict[str, bytes] | None = None, **changes: Any) -> tuple[Job, Path]:
    job = make_job(**changes)
    return job, make_folder(job, files)


def test_the_quote_keeps_the_rates_that_produced_it(who: Who) -> None:
    job, _ = uploaded()
    approve(job, who, comment="Printed flat.")
    quote = job_views.one(job.id).quote
    assert quote is not None
    assert (quote.weight_g, quote.time_hours, quote.price_cents, quote.volume_ml) == (42.5, 3.5, 425, None)
    assert quote.rates.model_dump() == {"cents_per_gram": 10, "grams_per_ml": None, "minimum_cents": 300}
    assert (quote.comment, quote.confirmation_expired) == ("Printed flat.", False)
    assert job.reviewed_at is not None
    assert acts.events(job.id) == ["JobApproved"]


@pytest.mark.parametrize(
    ("sent", "grams", "cents"),
    [
        ({"weight_g": None, "volume_ml": 100}, 111.0, 3330), ({"weight_g": 20}, 20.0, 600),
        ({"weight_g": 5, "volume_ml": 1}, 1.11, 300),
    ],
    ids=["millilitres", "grams", "millilitres come first"],
)  # fmt: skip
def test_resin_is_quoted_by_its_density(who: Who, sent: dict[str, Any], grams: float, cents: int) -> None:
    job, _ = uploaded(print_method="Resin", color="Black", printer="Formlabs Form 3")
    approve(job, who, **sent)
    assert (job.quote_weight_g, job.quote_price_cents) == (grams, cents)
    assert job.quote_volume_ml == sent.get("volume_ml")


@pytest.mark.parametrize(
    ("method", "sent", "field"),
    [("Filament", {"weight_g": None, "volume_ml": 5}, "weight_g"), ("Resin", {"weight_g": None}, "volume_ml")],
)
def test_a_quote_without_an_amount(who: Who, method: str, sent: dict[str, Any], field: str) -> None:
    job, _ = uploaded(print_method=method)
    with pytest.raises(Invalid) as refused:
        approve(job, who, **sent)
    assert refused.value.extra["fields"][0]["field"] == field


def test_a_method_that_the_catalogue_lost(who: Who) -> None:
    job, _ = uploaded(print_method="Laser")
    with pytest.raises(Invalid, match="Laser"):
        approve(job, who)
    with pytest.raises(Invalid, match="choose one of"):
        acts.perform("mark-printing", make_job(status=Status.READYTOPRINT, print_method="Laser").id, who)


def test_a_file_that_staff_saved_becomes_the_authoritative_one(who: Who) -> None:
    job, folder = uploaded({"sub/plate.gcode": b"G1"})
    approve(job, who, authoritative_file="sub/plate.gcode")
    sha256 = file_service.digest(folder.parent.parent / f"Pending/{job.folder_name}/sub/plate.gcode")
    assert job.authoritative_file == {"name": "sub/plate.gcode", "size": 2, "sha256": sha256}
    assert [each.role for each in job_views.one(job.id).files] == ["original", "authoritative"]
    assert acts.events(job.id) == ["FileChanged", "JobApproved"]
    changed = db.session.scalars(select(Event).where(Event.type == "FileChanged")).one()
    assert changed.details == {"file": "sub/plate.gcode", "sha256": sha256}


def test_a_file_saved_over_the_student_s_one_is_read_again(who: Who) -> None:
    job, folder = uploaded()
    (folder / job.file_name).write_bytes(b"repaired")
    approve(job, who)
    assert job.authoritative_file is not None
    assert job.authoritative_file["size"] == 8
    assert job.authoritative_file["sha256"] != job.original_sha256
    assert "FileChanged" in acts.events(job.id)


@pytest.mark.parametrize("name", ["../x.stl", "metadata.json", "/etc/passwd", "gone.stl", "x.txt", ".hidden.stl"])
def test_a_file_that_is_no_candidate_cannot_be_chosen(who: Who, name: str) -> None:
    job, _ = uploaded({"x.txt": b"x", ".hidden.stl": b"x"})
    with pytest.raises(Invalid) as refused:
        approve(job, who, authoritative_file=name)
    assert refused.value.extra["fields"][0]["field"] == "authoritative_file"


def test_a_file_that_cannot_be_read_is_a_matter_of_the_storage(who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    job, _ = uploaded()

    def fails(*_: object) -> None:
        raise PermissionError(13, "the slicer holds it")

    monkeypatch.setattr(file_service, "stored", fails)
    with pytest.raises(StorageUnavailable, match="perhaps a program holds"):
        approve(job, who)
    assert acts.events(job.id) == []


def test_a_folder_that_has_not_arrived_has_no_files_yet(who: Who) -> None:
    with pytest.raises(StorageUnavailable, match="not arrived"):
        approve(make_job(), who)


def test_a_review_can_be_taken_back(who: Who) -> None:
    job = make_job()
    assert acts.perform("review", job.id, who).reviewed_at is not None
    assert job_views.one(job.id).is_new is False
    assert acts.perform("review", job.id, who, reviewed=False).reviewed_at is None
    assert job_views.one(job.id).is_new is True


def test_reasons_are_kept_once_and_in_order(who: Who) -> None:
    job = make_job()
    acts.perform("reject", job.id, who, reasons=["wrong_scale", "too_small", "wrong_scale"], comment="Twice the size.")
    shown = job_views.one(job.id)
    assert (shown.rejection_reasons, shown.closing_comment) == (["wrong_scale", "too_small"], "Twice the size.")
    only_a_comment = make_job()
    acts.perform("reject", only_a_comment.id, who, reasons=[], comment="We cannot print this.")
    assert job_views.one(only_a_comment.id).closing_comment == "We cannot print this."


def test_the_printer_and_the_shelf_are_noted_and_the_shelf_is_forgotten(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    assert acts.perform("mark-printing", job.id, who, printer="Raise3D Pro 2 Plus").printer == "Raise3D Pro 2 Plus"
    assert acts.perform("mark-complete", job.id, who, storage_place=" Shelf B ").storage_place == "Shelf B"
    assert acts.perform("revert-completion", job.id, who).storage_place == ""
