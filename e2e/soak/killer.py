"""kill -9 of a random process of the house, again and again, while others may still be recovering."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from e2e.caller import Json
from e2e.faults.victims import VICTIMS, kill
from e2e.shop import Shop
from e2e.waiting import wait_for

KILLED = tuple(victim for victim in VICTIMS if victim != "launcher")
ALIVE_WITHIN_S = 90


@dataclass(frozen=True)
class Kill:
    """Who was killed when, in seconds since the epoch."""

    victim: str
    at: float


class Killer:
    """One seeded killer. `kills` is what has been done so far."""

    def __init__(self, shop: Shop, pause_s: float, seed: int) -> None:
        """Take the house, the mean pause before a kill, and the seed of order and pauses."""
        self.kills: list[Kill] = []
        self._shop, self._pause_s, self._chance = shop, pause_s, random.Random(seed)
        self._dead: set[tuple[int, str]] = set()  # a number alone comes back: there are few, and they are used again

    def spree(self, count: int, seconds: float) -> Iterator[int]:
        """Kill so often, or for so long; yield the number of kills after each. AssertionError: a part stays away.

        Who was killed is alive again before the next one goes, or no part would live long enough to do its work;
        alive is not ready, so that recoveries overlap.
        """
        deadline = time.monotonic() + seconds
        while len(self.kills) < count and time.monotonic() < deadline:
            time.sleep(self._chance.uniform(0.2, 1.8) * self._pause_s)  # the moment is what is random
            victim = self._chance.choice(KILLED)
            wait_for(partial(self._strike, victim), f"a {victim} to kill", ALIVE_WITHIN_S)
            wait_for(partial(self._is_alive, victim), f"{victim} to be alive again", ALIVE_WITHIN_S)
            yield len(self.kills)

    def _strike(self, victim: str) -> bool:
        """Kill a victim; False when it was not there at that moment."""
        leader, at = self._leader(victim), time.time()
        if not self._is_alive(victim) or not (pid := kill(victim, self._shop, 0, self._chance)):
            return False
        if pid == leader["pid"]:
            self._dead.add((pid, leader["fingerprint"]))
        self.kills.append(Kill(victim, at))
        return True

    def _is_alive(self, victim: str) -> bool:
        leader = self._leader(victim)
        return bool(leader["running"]) and (leader["pid"], leader["fingerprint"]) not in self._dead

    def _leader(self, victim: str) -> Json:
        return next(each for each in self._shop.services if each["name"] == victim.partition(" ")[0])
