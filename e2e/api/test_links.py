"""Links of mails: looking changes nothing, only a yes to the price counts, once, and only while it is waited for."""

import pytest

from e2e.caller import Caller
from e2e.desk import PRICE_CENTS, Desk, job_in, step_to
from e2e.racing import at_once
from e2e.shop import Shop
from e2e.student import Sent, Student, api_path
from e2e.traces import nothing_changed, nothing_left_behind

YES = {"accept": True, "price_cents": PRICE_CENTS}


@pytest.fixture
def quoted(desk: Desk, student: Student) -> Sent:
    """Return a job whose price waits for an answer."""
    return job_in("PENDING", desk, student)


def test_looking_changes_nothing(shop: Shop, quoted: Sent, student: Student) -> None:
    link = student.mailbox.wait_for(quoted.reference, "quote").link("confirm")
    page = "/" + link.split("/", 3)[3]
    with nothing_changed(shop, quoted.id), nothing_left_behind(shop):
        for path in (api_path(link), f"{api_path(link)}/thumbnail", f"{api_path(link)}/decline", page):
            for method in ("GET", "HEAD", "OPTIONS"):
                seen = look(student, method, path)
                assert seen < 500, (method, path, seen)
        assert look(student, "GET", api_path(link)) == look(student, "HEAD", api_path(link)) == 200
        assert look(student, "GET", f"{api_path(link)}/decline") == 405


def look(student: Student, method: str, path: str) -> int:
    """Open an address of the front door as a link scanner does, and return the status."""
    connection = student.connection()
    try:
        connection.request(method, path, headers={"User-Agent": "Mozilla/5.0 (compatible; LinkScanner/1.0)"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


NO_YES = {
    "nothing": ({}, 422),
    "not ticked": ({"accept": False, "price_cents": PRICE_CENTS}, 422),
    "a word for a tick": ({"accept": "true", "price_cents": PRICE_CENTS}, 422),
    "no price": ({"accept": True}, 422),
    "another price": ({"accept": True, "price_cents": PRICE_CENTS - 1}, 409),
}


@pytest.mark.parametrize("what", NO_YES)
def test_what_is_no_yes(what: str, shop: Shop, quoted: Sent, student: Student) -> None:
    body, status = NO_YES[what]
    path = student.confirm_path(quoted)
    with nothing_changed(shop, quoted.id):
        problem = student.post(path, body)
        problem.refusal(status, {422: "invalid", 409: "stale"}[status])


@pytest.mark.parametrize(("answer", "body", "event"), [("", YES, "JobConfirmed"), ("/decline", {}, "JobCanceled")])
@pytest.mark.parametrize("together", [False, True])
def test_saying_it_twice_counts_once(
    together: bool, answer: str, body: dict[str, object], event: str, desk: Desk, quoted: Sent, student: Student
) -> None:
    path = student.confirm_path(quoted) + answer
    if together:
        answers = at_once([lambda: student.post(path, body)] * 8)
    else:
        answers = [student.post(path, body), student.post(path, body)]
    assert len({(each.status, each.body) for each in answers}) == 1, [each.text for each in answers]
    answers[0].ok()
    assert desk.events(quoted.id).count(event) == 1
    mails = f"SELECT count(*) FROM outbox WHERE job_id = '{quoted.id}' AND kind IN ('confirmed', 'canceled')"
    assert desk.shop.value(mails) == 1


@pytest.mark.parametrize("status", ["PRINTING", "COMPLETED", "PAIDPICKEDUP", "REJECTED", "CANCELED"])
def test_old_link_moves_nothing(status: str, shop: Shop, desk: Desk, quoted: Sent, student: Student) -> None:
    path = student.confirm_path(quoted)
    before = {"PRINTING": 2, "COMPLETED": 3, "PAIDPICKEDUP": 4}.get(status)
    steps = ("READYTOPRINT", "PRINTING", "COMPLETED", "PAIDPICKEDUP")[:before] if before else (status,)
    for reached in steps:
        step_to(reached, desk, student, quoted).ok()
    with nothing_changed(shop, quoted.id):
        yes, no = student.post(path, YES), student.post(f"{path}/decline", {})
        student.get(path).ok()
    if before:  # the yes of then is shown again; a no comes too late
        assert yes.ok()["answer"] == "confirmed"
        no.refusal(409, "illegal_transition")
    else:
        yes.refusal(409, "illegal_transition")


def test_failed_print_does_not_ask_again(shop: Shop, desk: Desk, student: Student) -> None:
    job = job_in("PRINTING", desk, student)
    desk.act(job.id, "mark-failed", reason="Spaghetti").ok()
    with nothing_changed(shop, job.id):
        assert student.confirm(job).ok()["status"] == "READYTOPRINT"


def forged(token: str, job: Sent, desk: Desk) -> dict[str, str]:
    """Return tokens that look like the real one."""
    middle = len(token) // 2
    changed = "A" if token[middle] != "A" else "B"
    return {
        "changed": token[:middle] + changed + token[middle + 1 :],
        "cut": token[:-4],
        "longer": token + "AAAA",
        "of the tracking page": job.tracking_token,
        "of a session": desk.token or "",
        "unsigned": token.rpartition(".")[0] + ".",
        "made up": "eyJhbGciOiJub25lIn0.eyJqb2IiOiIxIn0.",
    }


def test_forged_tokens(shop: Shop, desk: Desk, quoted: Sent, student: Student) -> None:
    token = student.confirm_path(quoted).rpartition("/")[2]
    with nothing_changed(shop, quoted.id):
        for what, fake in forged(token, quoted, desk).items():
            for method, path in (("GET", ""), ("POST", ""), ("POST", "/decline"), ("GET", "/thumbnail")):
                answer = student.post(f"/confirm/{fake}{path}", YES, method=method)
                assert answer.refusal(404, "not_found"), what
        for fake in (token, desk.token or "", quoted.tracking_token[:-4], "made-up"):
            student.get(f"/track/{fake}").refusal(404, "not_found")
            student.post(f"/track/{fake}/cancel", {}).refusal(404, "not_found")
        for fake in (token, quoted.tracking_token):
            Caller(shop.url, token=fake).get("/jobs").refusal(401, "unauthorized")


def test_expired_link_and_the_way_to_a_new_one(shop: Shop, desk: Desk, quoted: Sent, student: Student) -> None:
    old = student.confirm_path(quoted)
    token = {"token": old.rpartition("/")[2]}
    age(shop, quoted, "confirm_expires_at = now() - interval '1 minute'")
    with nothing_changed(shop, quoted.id):
        for answer in (student.get(old), student.post(old, YES), student.post(f"{old}/decline", {})):
            assert answer.refusal(410, "gone")["can_resend_at"]
        too_early = student.post("/submit/resend-confirmation", token)
        too_early.refusal(429, "too_many")
        assert 0 < int(too_early.headers["Retry-After"]) <= 3600
    age(shop, quoted, "confirm_link_sent_at = now() - interval '61 minutes'")
    assert student.post("/submit/resend-confirmation", token).ok()["sent_to"] == student.email
    new = student.confirm_path(quoted, quotes=2)
    student.post(old, YES).refusal(410, "gone")
    student.post(new, YES).ok()
    assert desk.events(quoted.id)[-2:] == ["EmailResent", "JobConfirmed"]


def age(shop: Shop, job: Sent, change: str) -> None:
    """Let time pass for a job."""
    assert shop.change(f"UPDATE jobs SET {change} WHERE id = '{job.id}'") == 1


def test_resend_by_staff_is_limited(desk: Desk, quoted: Sent, student: Student) -> None:
    student.confirm_path(quoted)
    desk.shop.change(f"UPDATE outbox SET created_at = now() - interval '6 minutes' WHERE job_id = '{quoted.id}'")
    wish = {"staff_name": desk.staff_name, "kind": "quote"}
    desk.post(f"/jobs/{quoted.id}/resend-email", wish).ok()
    desk.post(f"/jobs/{quoted.id}/resend-email", wish).refusal(429, "too_many")
    student.confirm_path(quoted, quotes=2)
