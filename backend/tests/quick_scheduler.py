"""`python -m tests.quick_scheduler`: the scheduler with a round of mail a second, so that no test waits ten for it."""

from dataclasses import replace

from app import scheduler

QUICK = {"heartbeat", "mail"}

if __name__ == "__main__":
    scheduler.main(tuple(replace(duty, every_seconds=1) for duty in scheduler.DUTIES if duty.name in QUICK))
