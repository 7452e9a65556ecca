"""What the inspector's warnings mean for people: which ones a student decides about, and what the desk would say.

The inspector knows of no lab. Here each of its codes meets the code of the canned reason by which the desk rejects such
a model; a lab that has struck that reason off its list just sees no suggestion.
"""

from collections.abc import Iterable
from typing import Any

from app.models.base import Json
from app.utils.errors import Invalid

DECIDED = frozenset({"warning", "danger"})
REASONS = {
    "bad_numbers": "broken_geometry",
    "flat": "too_small",
    "inside_out": "broken_geometry",
    "no_volume": "broken_geometry",
    "nonmanifold_edges": "messy",
    "open_edges": "open_model",
    "several_bodies": "parts_not_joined",
    "skipped_faces": "broken_geometry",
    "thin_features": "too_small",
    "too_big": "wrong_scale",
    "too_small": "too_small",
    "turned_faces": "broken_geometry",
    "unit_large": "wrong_scale",
    "unit_small": "wrong_scale",
}
UNDECIDED = (
    "Our check found something in this file. Please read it, then replace the file or tick that you want to send it "
    "anyway."
)


def listed(report: Json | None) -> list[dict[str, Any]]:
    """Return the warnings of a report, each with its canned reason; a refusal of the inspector is among them."""
    found: list[dict[str, Any]] = (report or {}).get("warnings") or []
    return [warning | {"rejection_reason": REASONS.get(warning["code"])} for warning in found]


def accepted(report: Json | None, said: Iterable[str]) -> list[str]:
    """Return the codes that the student decided about. Raises Invalid while some are open.

    There is nothing to decide before the report has come: a slow file never holds its student up.
    """
    asked = [warning["code"] for warning in listed(report) if warning["severity"] in DECIDED]
    missing = sorted(set(asked) - set(said))
    if missing:
        field = {"field": "accepted_warnings", "message": UNDECIDED}
        raise Invalid(UNDECIDED, fields=[field], missing_warnings=missing)
    return asked
