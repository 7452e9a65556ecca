"""What is noticed on the way through a file."""

from inspector.messages import warned
from inspector.report import Warned


class Notes:
    """Collect warnings in the order they were noticed, one per code."""

    def __init__(self) -> None:
        self._by_code: dict[str, Warned] = {}

    def add(self, code: str, **facts: object) -> None:
        """Note the warning of that code; a later one of the same code replaces it."""
        self._by_code[code] = warned(code, **facts)

    def put(self, warning: Warned) -> None:
        """Note a warning that is already written."""
        self._by_code[warning["code"]] = warning

    def listed(self) -> list[Warned]:
        """Return them gravest first, otherwise in the order they were noticed."""
        grave = {"danger": 0, "warning": 1, "info": 2}
        return sorted(self._by_code.values(), key=lambda warning: grave[warning["severity"]])
