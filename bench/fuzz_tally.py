"""What a fuzzing child tells, line by line, added up over all of them."""

import json
import shutil
import time
from pathlib import Path

CURRENT = "current"  # what the child reads at this moment; what is left when it dies


class Tally:
    """Count files, lines reached and kinds of failure; keep one file of each kind."""

    def __init__(self, keep: Path) -> None:
        self._keep = keep
        self._kinds: set[str] = set()
        self._runs = self._before = self._steps = self._corpus = 0
        self._start = time.monotonic()
        self.starts = 0

    @property
    def failures(self) -> int:
        """Return how many kinds of failure there are."""
        return len(self._kinds)

    def take(self, line: str) -> str | None:
        """Take one line of JSON; return what there is to show of it: a new kind of failure."""
        said = json.loads(line)
        self._runs = self._before + said["runs"]
        self._steps, self._corpus = max(self._steps, said["steps"]), said["corpus"]
        return self._failed(said["failure"], Path(said["file"])) if "failure" in said else None

    def died(self, returncode: int) -> None:
        """Keep what killed the child."""
        self._before = self._runs
        print(self._failed(f"died of {returncode}", self._keep / CURRENT) or "died again")

    def line(self) -> str:
        """Return how far it is."""
        seconds = time.monotonic() - self._start
        return (
            f"{seconds / 60:6.1f} min {self._runs:8,} files ({self._runs / seconds:4.0f}/s), {self._corpus:5,} kept "
            f"for what is new, {self._steps:5,} steps reached, {self.failures} kinds of failure"
        )

    def _failed(self, failure: str, file: Path) -> str | None:
        kind = failure.splitlines()[-1][:200]
        if kind in self._kinds:
            return None
        self._kinds.add(kind)
        path = self._keep / f"failure-{len(self._kinds)}{file.suffix}"
        shutil.copyfile(file, path)
        path.with_suffix(path.suffix + ".txt").write_text(failure)
        return f"FAILURE {kind}\n  {path}"
