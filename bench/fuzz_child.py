"""The child of bench.fuzz: it reads one mutated file after the other and tells what happened as lines of JSON."""

import json
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from bench.fuzz_mutate import counted, mutated
from bench.fuzz_seeds import Seed, seeds
from bench.fuzz_tally import CURRENT
from bench.system import BACKEND

sys.path.insert(0, str(BACKEND))

import inspector
from inspector.answer import checked
from inspector.caps import Caps
from inspector.picture import thumbnail
from inspector.report import SLICED_FORMATS, Printer

CAPS = Caps(
    triangles=20_000, points=60_000, line_bytes=64 * 1024, zip_entries=60, zip_directory_bytes=64 * 1024,
    zip_entry_bytes=1 << 20, zip_total_bytes=1 << 21, zip_ratio_from_bytes=1 << 18, model_parts=20, objects=500,
    components=500, instances=200, depth=8, gcode_head_bytes=1 << 16, sliced_entry_bytes=1 << 18, plates=20,
)  # fmt: skip
PRINTERS: list[Printer] = [{"name": "A", "volume_mm": [250, 210, 220]}]
HERE = str(BACKEND / "inspector")
MOST_CPU_S, MEMORY_BYTES, TELL_EVERY_S = 5, 1 << 30, 5


Step = tuple[CodeType, int, int]  # from one line to another


class TooSlowError(BaseException):
    """A file took more processor time than any of this size should; not an Exception, so that nobody catches it."""


class Fuzzer:
    """Mutate what is in the corpus; keep in it what reaches steps that nothing reached before."""

    def __init__(self, keep: Path, seed: int, models: Path | None) -> None:
        self._chance = random.Random(seed)
        self._corpus: list[Seed] = []
        self._reached: set[tuple[Step, int]] = set()  # each step with the length in bits of how often it was made
        self._current = keep / CURRENT
        self._runs, self._told = 0, 0.0
        for each in seeds(models):
            self._try(each)

    def run(self, seconds: float) -> None:
        """Try files for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            recent = self._corpus[-50:] if self._chance.random() < 0.3 else self._corpus
            chosen, other = self._chance.choice(recent), self._chance.choice(self._corpus)
            content = mutated(chosen.content, other.content, self._chance)
            self._try(Seed(chosen.file_format, counted(content) if chosen.file_format == "stl" else content))

    def _try(self, seed: Seed) -> None:
        self._current.write_bytes(seed.content)
        self._steps: Counter[Step] = Counter()
        failure = self._failure(seed.file_format)
        self._runs += 1
        reached = {(step, times.bit_length()) for step, times in self._steps.items()}
        if not reached <= self._reached:
            self._reached |= reached
            self._corpus.append(seed)
        if failure or time.monotonic() - self._told > TELL_EVERY_S:
            self._tell(failure, seed)

    def _failure(self, file_format: str) -> str | None:
        """Read the current file while its steps are noted; return what went wrong."""
        with tempfile.TemporaryDirectory(prefix="lab-fuzz-out-") as out:
            signal.setitimer(signal.ITIMER_PROF, MOST_CPU_S)
            sys.settrace(self._enter)
            try:
                report = inspector.run(self._current, Path(out), file_format, PRINTERS, CAPS)
                copy = self._copied(file_format, Path(out))
            except BaseException:  # noqa: BLE001 - that is what we look for
                return traceback.format_exc()
            finally:
                sys.settrace(None)
                signal.setitimer(signal.ITIMER_PROF, 0)
            return _wrong(report) or _wrong(copy)

    def _copied(self, file_format: str, out: Path) -> Any:
        """Have a copy without scripts written, of what can hold any."""
        copies = file_format in SLICED_FORMATS or file_format == "3mf"
        return inspector.strip(self._current, out, file_format, CAPS) if copies else None

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> Any:
        """Note the steps from line to line, in our files alone."""
        code = frame.f_code
        if not code.co_filename.startswith(HERE):
            return None
        before, steps = 0, self._steps

        def step(frame: FrameType, event: str, _argument: object) -> Any:
            nonlocal before
            if event == "line":
                steps[code, before, frame.f_lineno] += 1
                before = frame.f_lineno
            return step

        return step

    def _tell(self, failure: str | None, seed: Seed) -> None:
        self._told = time.monotonic()
        told: dict[str, object] = {
            "runs": self._runs,
            "corpus": len(self._corpus),
            "steps": len({step for step, _ in self._reached}),
        }
        if failure:
            failed = self._current.with_name(f"failed-{self._runs}.{seed.file_format}")
            failed.write_bytes(seed.content)
            told |= {"failure": failure, "file": str(failed)}
        print(json.dumps(told), flush=True)


def _wrong(report: Any) -> str | None:
    """Return what is wrong with a report, if anything."""
    if report is None:
        return None
    try:
        written = json.dumps(report, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:
        return f"no report: {error}"
    if checked(written) is None:
        return f"no report: {written[:500]!r}"
    texts = [each["text"] for each in report["warnings"]]
    return next((f"no plain word: {text}" for text in texts if "{" in text or not text.endswith(".")), None)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def main() -> None:
    """Fuzz as the arguments say."""
    keep, seconds, seed, models = sys.argv[1:]
    thumbnail.SIDE = 16
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGPROF, _too_slow)
    Fuzzer(Path(keep), int(seed), Path(models) if models else None).run(float(seconds))


if __name__ == "__main__":
    main()
