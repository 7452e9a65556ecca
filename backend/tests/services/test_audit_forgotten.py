"""A student who is forgotten is not remembered by the findings of the file check, whose paths tell names."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditFinding, Status
from app.schemas.erasure import EraseBody
from app.services import erase_service
from tests import acts, damage
from tests.world import STAFF, MakeWorkstation


@pytest.mark.usefixtures("staff")
def test_findings_about_a_forgotten_student_go_too(workstation: MakeWorkstation) -> None:
    job = damage.job_with_folder(Status.REJECTED)
    damage.missing_file(job)
    orphan = damage.orphan_folder(job)
    damage.check()
    wish = {"email": job.student_email, "confirm": job.student_email, "staff_name": STAFF[0], "reason": "asked for"}
    erase_service.erase(EraseBody.model_validate(wish | {"dry_run": False}), acts.at(workstation("desk")))
    db.session.rollback()
    assert db.session.scalars(select(AuditFinding.path)).all() == [orphan]
