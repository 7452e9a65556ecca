"""Judge an installation after the soak: what was promised, what is so, and the figures."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from e2e.caller import Json
from e2e.desk import Desk
from e2e.faults.test_kills import recover
from e2e.shop import Shop
from e2e.soak import mails, truths
from e2e.soak.delays import percentile
from e2e.soak.killer import Kill
from e2e.soak.told import Told
from e2e.waiting import wait_for

CHECKED_WITHIN_S = 600
READ_WITHIN_S = 600
UNREAD = "SELECT count(*) FROM originals WHERE report IS NULL"
STALE = "SELECT count(*) FROM jobs WHERE metadata_stale"  # reading a model makes it stale once more
UNREFERENCED = "original_unreferenced"


@dataclass
class Verdict:
    """Figures by name, and what is broken."""

    figures: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def judge(shop: Shop, desk: Desk, told: Told, kills: Sequence[Kill]) -> Verdict:
    """Wait until everything has come to rest, then look at all of it."""
    verdict = Verdict(broken=list(told.broken))
    _rest(shop, verdict)
    jobs = truths.jobs_of(shop)
    verdict.broken += [
        *truths.every_201_has_its_job(jobs, told),
        *truths.every_file_is_whole(jobs, shop),
        *truths.every_200_is_in_the_log(jobs, told),
        *truths.every_story_is_whole(jobs),
        *truths.nothing_is_left_over(shop),
    ]
    verdict.figures |= {
        "201s": str(len(told.submitted)),
        "jobs": f"{len(jobs)} ({_counted(Counter(job.row['status'] for job in jobs.values()))})",
        "actions answered 200": f"{len(told.done)} ({_counted(Counter(status for _, status in told.done))})",
        "answers": _counted(told.answers),
    }
    if told.answers["500"]:
        verdict.broken.append(f"{told.answers['500']} answers were 500; the log of the API has their tracebacks")
    _judge_mails(shop, kills, verdict)
    _ask_the_house(desk, told, verdict)
    return verdict


def _rest(shop: Shop, verdict: Verdict) -> None:
    """Wait until nothing is on its way; what stays on its way is found by the truths."""
    began = time.monotonic()
    try:
        wait_for(lambda: all(each["running"] for each in shop.services), "every process to run again")
        recover(shop)
        verdict.figures["mails and folders at rest"] = f"{time.monotonic() - began:.1f} s after the last job at hand"
        left = f"SELECT ({UNREAD}) + ({STALE})"
        wait_for(lambda: shop.value(left) == 0, "every model to be read and its metadata.json written", READ_WITHIN_S)
    except AssertionError as error:
        verdict.broken.append(str(error))
    verdict.figures["all at rest"] = f"{time.monotonic() - began:.1f} s after the last job at hand"


def _judge_mails(shop: Shop, kills: Sequence[Kill], verdict: Verdict) -> None:
    promised = mails.promised(shop)
    late, since_promise = mails.delays(promised, kills), mails.delays(promised, ())
    verdict.broken += [*mails.every_mail_has_arrived(promised, shop), *mails.no_mail_is_late(late)]
    verdict.figures |= {
        "mails": f"{len(promised)} ({_counted(Counter(mail['status'] for mail in promised))})",
        "mail delay": _distribution([seconds for seconds, _ in late]),
        "since the promise": _distribution([seconds for seconds, _ in since_promise]),
        "over 60 s since the promise": mails.delayed_by_kills(since_promise, kills),
    }


def _ask_the_house(desk: Desk, told: Told, verdict: Verdict) -> None:
    """Have the house prove its log and check its files, every byte."""
    proof = desk.post("/admin/events/verify").ok()
    verdict.figures["log"] = proof["message"]
    if not proof["ok"]:
        verdict.broken.append(proof["message"])
    body = {"staff_name": desk.staff_name, "reason": "After the soak", "deep": True}
    started = desk.post("/admin/audit/start", body).ok(202)
    checked = wait_for(lambda: _finished(desk), f"file check {started['audit_id']}", CHECKED_WITHIN_S)
    found = [each for each in checked["findings"] if not _is_unacknowledged(each, told)]
    litter = len(checked["findings"]) - len(found)
    verdict.figures["file check"] = f"{checked['status']}, {len(found)} findings"
    verdict.figures["never acknowledged files"] = f"{litter}, left to the hourly clean-up"
    verdict.broken += [f"file check: {each['code']} {each['reference']} {each['path']}" for each in found]
    if checked["status"] != "done":
        verdict.broken.append(f"the file check was {checked['status']}: {checked['why_aborted']}")


def _is_unacknowledged(finding: Json, told: Told) -> bool:
    """Say whether it is only a file whose sender was killed before the row was there, and nobody was told of it."""
    name = finding["path"].rpartition("/")[2]
    return finding["code"] == UNREFERENCED and name not in told.submitted.values()


def _finished(desk: Desk) -> Json | None:
    report: Json = desk.get("/admin/audit/report").ok()
    return None if report["status"] == "running" else report


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def _distribution(seconds: Sequence[float]) -> str:
    p50, p99, worst = (percentile(seconds, share) for share in (0.5, 0.99, 1))
    return f"p50 {p50:.2f} s, p99 {p99:.1f} s, worst {worst:.1f} s"
