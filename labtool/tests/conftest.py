"""Give tests a folder of their own that every account can pass through."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from labtool.installation import Installation


@pytest.fixture
def folder() -> Iterator[Path]:
    """Yield an empty folder; pytest's own lie behind one that only its owner enters."""
    with tempfile.TemporaryDirectory(prefix="labtool-") as path:
        Path(path).chmod(0o711)
        yield Path(path)


@pytest.fixture
def installation(folder: Path) -> Installation:
    """Return an installation with empty rooms."""
    made = Installation(folder / "data")
    made.make_folders()
    return made
