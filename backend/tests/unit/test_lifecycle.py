"""Every status against every action, as the product says it: written by hand, so that a slip in the table shows."""

import pytest

from app.models.lifecycle import ACTIONS, STATUSES, Actor, Status, allowed, closed_statuses, open_statuses

S, U, P, R, C, D = "staff", "UPLOADED", "PENDING", "READYTOPRINT", "PRINTING", "COMPLETED"
# action: who, from where, to where (None: stays or gone)
PRODUCT: dict[str, tuple[str, str, str | None]] = {
    "submit": ("student", "", U),
    "review": (S, U, None),
    "approve": (S, U, P),
    "reject": (S, f"{U} {P}", "REJECTED"),
    "confirm": ("student", P, R),
    "decline": ("student", P, "CANCELED"),
    "cancel": ("student staff", f"{U} {P} {R}", "CANCELED"),
    "mark-printing": (S, R, C),
    "mark-failed": (S, C, R),
    "mark-complete": (S, C, D),
    "payment": (S, D, "PAIDPICKEDUP"),
    "revert-completion": (S, D, C),
    "revert-pickup": (S, "PAIDPICKEDUP", D),
    "archive": ("admin", "PAIDPICKEDUP REJECTED CANCELED", "ARCHIVED"),
    "delete": (S, f"{U} {P}", None),
    "prune": ("admin", "ARCHIVED", None),
    "force-confirm": ("admin", P, R),
    "force-unlock": ("admin", f"{U} {P} {R} {C} {D} PAIDPICKEDUP REJECTED CANCELED ARCHIVED", None),
}
# What staff may do where, in the order in which the buttons stand.
BUTTONS = {
    U: "review approve reject cancel delete",
    P: "reject cancel delete",
    R: "cancel mark-printing",
    C: "mark-failed mark-complete",
    D: "payment revert-completion",
    "PAIDPICKEDUP": "revert-pickup",
    "REJECTED": "",
    "CANCELED": "",
    "ARCHIVED": "",
}
LEFT_BEHIND: dict[str, tuple[str, str | None]] = {
    "submit": ("JobCreated", "received"), "review": ("JobReviewed", None), "approve": ("JobApproved", "quote"),
    "reject": ("JobRejected", "rejected"), "confirm": ("JobConfirmed", "confirmed"),
    "decline": ("JobCanceled", "canceled"), "cancel": ("JobCanceled", "canceled"),
    "mark-printing": ("PrintStarted", None), "mark-failed": ("PrintFailed", None),
    "mark-complete": ("PrintCompleted", "ready_for_pickup"), "payment": ("PaymentRecorded", "receipt"),
    "revert-completion": ("StatusReverted", None), "revert-pickup": ("StatusReverted PaymentVoided", None),
    "archive": ("JobArchived", None), "delete": ("JobDeleted", None), "prune": ("JobPruned", None),
    "force-confirm": ("AdminOverride", "confirmed"), "force-unlock": ("AdminOverride", None),
}  # fmt: skip


def test_the_table_has_the_rows_of_the_product() -> None:
    table = {
        name: (
            " ".join(sorted(row.actors, reverse=True)),
            " ".join(status for status in Status if status in row.sources),
            row.target,
        )
        for name, row in ACTIONS.items()
    }
    assert table == PRODUCT


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", PRODUCT)
def test_an_action_is_possible_exactly_where_the_product_says(status: Status, name: str) -> None:
    assert (status in ACTIONS[name].sources) == (status.value in PRODUCT[name][1].split())


@pytest.mark.parametrize("status", Status)
def test_the_buttons_of_each_status(status: Status) -> None:
    assert " ".join(action.name for action in allowed(status, Actor.STAFF)) == BUTTONS[status]


def test_admins_may_also_force() -> None:
    assert [action.name for action in allowed(Status.PENDING, Actor.ADMIN)] == ["force-confirm", "force-unlock"]
    assert [action.name for action in allowed(Status.ARCHIVED, Actor.ADMIN)] == ["force-unlock"]


def test_events_and_mails_are_those_of_the_product() -> None:
    assert {name: (" ".join(row.events), row.mail) for name, row in ACTIONS.items()} == LEFT_BEHIND


def test_only_students_and_admins_need_no_lock() -> None:
    without = {name for name, row in ACTIONS.items() if not row.needs_lock}
    assert without == {"submit", "confirm", "decline", "archive", "prune", "force-confirm", "force-unlock"}


def test_what_is_special() -> None:
    assert {name for name, row in ACTIONS.items() if row.removes} == {"delete", "prune"}
    assert {name: row.stays_if for name, row in ACTIONS.items() if row.stays_if} == {"payment": "partial"}


def test_the_story_is_over_in_four_statuses() -> None:
    assert set(closed_statuses()) == {"PAIDPICKEDUP", "REJECTED", "CANCELED", "ARCHIVED"}
    assert set(open_statuses()) | set(closed_statuses()) == set(Status)
    assert [row.folder for row in STATUSES.values()] == [
        "Uploaded", "Pending", "ReadyToPrint", "Printing", "Completed", "PaidPickedUp", "Rejected", "Canceled",
        "Archived",
    ]  # fmt: skip
