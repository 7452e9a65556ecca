"""What is noticed on the way through a file."""

from inspector.messages import warned
from inspector.report import Refusal, RefusedEntry, Warned

_GRAVE_FIRST = {"danger": 0, "warning": 1, "info": 2}


class Notes:
    """Collect warnings in the order they were noticed, one per code."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._by_code: dict[str, Warned] = {}

    def add(self, code: str, **facts: object) -> None:
        """Note the warning of that code with its facts."""
        self.put(warned(code, **facts))

    def count(self, code: str, more: int) -> None:
        """Note so many more of what that warning counts."""
        self._counts[code] = self._counts.get(code, 0) + more
        self.put(warned(code, count=self._counts[code]))

    def put(self, warning: Warned) -> None:
        """Note a warning that is already written; it takes the place of one with its code."""
        self._by_code[warning["code"]] = warning

    def refuse(self, refusal: Refusal) -> RefusedEntry:
        """Note why the file is not read on purpose, and return it as it stands in the report."""
        self.put({"code": refusal.code, "text": refusal.text, "severity": "danger"})
        return {"code": refusal.code, "text": refusal.text}

    def listed(self) -> list[Warned]:
        """Return them gravest first, otherwise in the order they were noticed."""
        return sorted(self._by_code.values(), key=lambda warning: _GRAVE_FIRST[warning["severity"]])
