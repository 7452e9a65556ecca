"""What the inspector's tests share: files from bytes, reports from files."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

import inspector
from inspector import Printer, Report
from inspector.picture import thumbnail

Inspect = Callable[..., Report]
PRINTERS: list[Printer] = [
    {"name": "Large", "volume_mm": [305, 305, 605]},
    {"name": "Small", "volume_mm": [145, 145, 175]},
]


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> None:
    """Hear what the inspector says to the log, whatever level other tests have left."""
    caplog.set_level(logging.WARNING)


@pytest.fixture
def picture_side() -> int:
    """Return how large pictures are drawn: small ones are enough where nobody looks at them."""
    return 32


@pytest.fixture
def inspect(tmp_path: Path, picture_side: int, monkeypatch: pytest.MonkeyPatch) -> Inspect:
    """Inspect bytes of a format in this process and return the report."""
    monkeypatch.setattr(thumbnail, "SIDE", picture_side)

    def inspected(content: bytes, file_format: str = "stl", **options: object) -> Report:
        path = tmp_path / "original"
        path.write_bytes(content)
        return inspector.run(path, tmp_path, file_format, **options)  # type: ignore[arg-type]  # passed on as given

    return inspected


def codes(report: Report) -> list[str]:
    """Return the codes of a report's warnings."""
    return [warning["code"] for warning in report["warnings"]]
