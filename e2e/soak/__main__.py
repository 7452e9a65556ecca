"""The soak: `python -m e2e.soak --kills 1000`. kill -9 of any process under load, then everything is looked at.

Exit code 1 when a promise was broken; then the data folder is kept. Ctrl-C ends the killing early and judges.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg

from e2e.caller import Json
from e2e.faults.house import House
from e2e.shop import Shop
from e2e.soak import mails
from e2e.soak.delays import percentile
from e2e.soak.judge import Verdict, judge
from e2e.soak.killer import Kill, Killer
from e2e.soak.people import Crowd
from e2e.soak.told import Told
from e2e.waiting import wait_for
from labtool.progress import say

TELL_EVERY = 50
# A lab takes a thousand models in an hour at most; the soak tries all that the machine can do.
OPEN_DOORS = {"LIMIT_SUBMIT_GLOBAL": "100000/hour", "LIMIT_UPLOAD": "100000/hour"}


def main() -> int:
    """Open a house of its own, kill in it, and judge it."""
    wish = _wish()
    data = Path(tempfile.mkdtemp(prefix="lab-soak-"))
    say(f"seed {wish.seed}, data in {data}")
    os.environ.update(OPEN_DOORS)
    with ExitStack() as stack:
        house, told = House(data, stack), Told()
        killer = Killer(house.shop, wish.pause_s, wish.seed)
        began = time.monotonic()
        with Crowd(house.shop, wish.students, wish.desks, told, wish.seed):
            _kill(killer, wish, house.shop, told)
        lasted_s = time.monotonic() - began
        wait_for(house.answers, "the desk to work again")
        verdict = judge(house.shop, house.desk, told, killer.kills)
    _tell(verdict, killer.kills, lasted_s)
    if not verdict.broken:
        shutil.rmtree(data)
    return int(bool(verdict.broken))


def _kill(killer: Killer, wish: argparse.Namespace, shop: Shop, told: Told) -> None:
    began = time.monotonic()
    try:
        for count in killer.spree(wish.kills, wish.at_most_minutes * 60):
            if count % TELL_EVERY == 0:
                say(f"{(time.monotonic() - began) / 60:5.1f} min  {_progress(shop, told, killer.kills)}")
    except AssertionError as error:
        told.note_broken(str(error))
    except KeyboardInterrupt:
        say("No more kills; everybody ends the job at hand.")


def _progress(shop: Shop, told: Told, kills: list[Kill]) -> str:
    promised = wait_for(lambda: _promised(shop), "the database to answer")
    worst = [percentile([late for late, _ in mails.delays(promised, each)], 1) for each in (kills, ())]
    return (
        f"{len(kills)} kills, {len(told.submitted)} 201s, {len(promised)} mails, worst {worst[0]:.1f} s after a kill, "
        f"{worst[1]:.1f} s after its promise, {len(told.broken)} broken"
    )


def _promised(shop: Shop) -> list[Json] | None:
    try:
        return mails.promised(shop)
    except psycopg.OperationalError:
        return None  # the database is still recovering


def _tell(verdict: Verdict, kills: list[Kill], lasted_s: float) -> None:
    victims = [kill.victim for kill in kills]
    counted = ", ".join(f"{victims.count(name)} {name}" for name in sorted(set(victims)))
    figures = {"kills": f"{len(kills)} in {lasted_s / 60:.1f} min ({counted})"} | verdict.figures
    for name, figure in figures.items():
        say(f"{name:28} {figure}")
    say(f"{len(verdict.broken)} promises broken" if verdict.broken else "Every promise was kept.")
    for line in verdict.broken:
        say(f"  {line}")


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m e2e.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--pause-s", type=float, default=2.0, help="mean pause between two kills")
    parser.add_argument("--students", type=int, default=3)
    parser.add_argument("--desks", type=int, default=6)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--at-most-minutes", type=float, default=90, help="end the killing then in any case")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
