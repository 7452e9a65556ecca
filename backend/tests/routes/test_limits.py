"""How often the public doors open: on the real broker, and while it is away."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import Settings
from app.extensions import limiter
from app.routes import limits
from app.utils import errors
from app.utils.patience import in_words
from labtool.engines import Valkey
from tests.routes.test_session import sign_in
from tests.world import PASSWORD, MakeApp, MakeWorkstation


def refused(answer: TestResponse) -> int:
    """Check that an answer is a 429 in our dialect, and return its Retry-After in seconds."""
    assert (answer.status_code, answer.content_type) == (429, "application/problem+json")
    assert answer.get_json()["code"] == "too_many"
    assert "try again in " in answer.get_json()["detail"]
    return int(answer.headers["Retry-After"])


def test_the_eleventh_failure_is_refused_and_the_other_workstation_gets_in(
    client: FlaskClient, workstation: MakeWorkstation
) -> None:
    workstation("desk")
    workstation("other")
    assert [sign_in(client, "desk", f"wrong {n}").status_code for n in range(10)] == [401] * 10
    assert 800 < refused(sign_in(client, "desk", "wrong")) <= 900
    assert refused(sign_in(client, "DESK"))  # neither the right password nor other capitals open it now
    assert sign_in(client, "other").status_code == 200
    assert sign_in(client, "desk", environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_an_unknown_workstation_is_counted_like_a_known_one(client: FlaskClient) -> None:
    assert [sign_in(client, "ghost").status_code for _ in range(11)] == [401] * 10 + [429]


def test_who_types_a_new_name_each_time_is_stopped_as_well(another_app: MakeApp, workstation: MakeWorkstation) -> None:
    client = another_app(limit_login_guesses="5/hour").test_client()
    workstation("desk")
    assert [sign_in(client, f"ghost-{number}").status_code for number in range(5)] == [401] * 5
    too_many = sign_in(client, "ghost-5")
    assert 3500 < refused(too_many) <= 3600
    assert "network" in too_many.get_json()["detail"]
    assert sign_in(client, "desk", environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_success_is_not_counted_and_clears_nothing(client: FlaskClient, workstation: MakeWorkstation) -> None:
    workstation("desk")
    assert {sign_in(client).status_code for _ in range(12)} == {200}
    for _ in range(9):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 200
    assert [sign_in(client, password="wrong").status_code for _ in range(2)] == [401, 429]


def test_what_is_malformed_is_not_counted(client: FlaskClient) -> None:
    answers = [client.post("/api/v1/auth/login", data=b"{", content_type="application/json") for _ in range(12)]
    assert {each.status_code for each in answers} == {422}


def test_a_huge_body_is_refused_as_such(client: FlaskClient) -> None:
    body = b'{"workstation_id": "' + b"x" * 2_000_000 + b'"}'
    assert client.post("/api/v1/auth/login", data=body, content_type="application/json").status_code == 413


@pytest.fixture
def doors(app: Flask, settings: Settings) -> Iterator[FlaskClient]:
    """A client of an application with one view behind each limit; `?status=` says what the view answers."""
    tight = {"limit_upload": "2/hour", "limit_link_read": "3/hour", "limit_link_write": "1/hour",
             "limit_submit_per_address": "3/minute"}  # fmt: skip
    small = Flask("doors")
    small.config.update(RATELIMIT_STORAGE_URI=settings.redis_url, RATELIMIT_KEY_PREFIX="doors")
    small.extensions["settings"] = settings.model_copy(update=tight)
    limiter.init_app(small)
    errors.init_app(small)
    for name in ("submissions", "uploads", "link_reads", "link_writes"):
        small.post(f"/{name}/<int:status>")(_door(name))
    yield small.test_client()


def _door(name: str) -> limits.View:
    def view(status: int) -> tuple[str, int]:
        return "", status

    view.__name__ = name
    decorated: limits.View = getattr(limits, name)(view)
    return decorated


def submit(doors: FlaskClient, address: str, status: int = 201) -> TestResponse:
    return doors.post(f"/submissions/{status}", environ_overrides={"REMOTE_ADDR": address})


def test_accepted_submissions_are_counted_per_address(doors: FlaskClient) -> None:
    assert [submit(doors, "10.0.0.1").status_code for _ in range(3)] == [201] * 3
    too_many = submit(doors, "10.0.0.1")
    assert refused(too_many) <= 60
    assert "network" in too_many.get_json()["detail"]
    assert submit(doors, "10.0.0.2").status_code == 201


def test_refused_submissions_cost_nothing(doors: FlaskClient) -> None:
    assert {submit(doors, "10.0.0.1", 422).status_code for _ in range(9)} == {422}
    assert submit(doors, "10.0.0.1").status_code == 201


@pytest.mark.parametrize(("name", "times"), [("uploads", 2), ("link_reads", 3), ("link_writes", 1)])
def test_the_other_doors_count_every_call_per_address(doors: FlaskClient, name: str, times: int) -> None:
    assert [doors.post(f"/{name}/200").status_code for _ in range(times)] == [200] * times
    assert 3500 < refused(doors.post(f"/{name}/200")) <= 3600
    assert doors.post(f"/{name}/200", environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "in 1 second"), (90, "in 90 seconds"), (91, "in 2 minutes"), (5400, "in 90 minutes"), (5401, "in 2 hours")],
)
def test_waiting_times_are_said_in_words(seconds: int, words: str) -> None:
    assert in_words(seconds) == words


@pytest.fixture
def frail(app: Flask, another_app: MakeApp, tmp_path: Path) -> Iterator[tuple[FlaskClient, Valkey]]:
    """A client of an application whose broker the test may harm."""
    with Valkey(tmp_path / "valkey") as valkey:
        yield another_app(redis_url=valkey.url).test_client(), valkey
        assert valkey.child
        os.kill(valkey.child.pid, signal.SIGCONT)


@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
def test_without_the_broker_limits_go_on_in_memory_and_nothing_is_slow(
    frail: tuple[FlaskClient, Valkey], workstation: MakeWorkstation, harm: signal.Signals
) -> None:
    client, valkey = frail
    workstation("desk")
    usual = [timed(client, PASSWORD) for _ in range(5)]
    assert timed(client, "wrong")[0] == 401
    assert valkey.child
    os.kill(valkey.child.pid, harm)
    answers = [timed(client, "wrong") for _ in range(11)]
    assert [status for status, _ in answers] == [401] * 10 + [429]
    assert median(seconds for _, seconds in answers) < 3 * median(seconds for _, seconds in usual)


def timed(client: FlaskClient, password: str) -> tuple[int, float]:
    """Sign in; return the status of the answer, and its seconds."""
    begun = time.monotonic()
    return sign_in(client, password=password).status_code, time.monotonic() - begun
