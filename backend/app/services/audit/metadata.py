"""Compare metadata.json with the database."""

import json
from collections.abc import Iterator
from typing import Any

from app.services import metadata_service
from app.services.audit.facts import Facts


def differing(job: Facts, found: dict[str, Any]) -> list[str]:
    """List what metadata.json says otherwise than the database: columns of the job, its reference, its payments."""
    expected = json.loads(metadata_service.encode(job.metadata))
    row = found.get("job")
    columns = row if isinstance(row, dict) else {}
    names = [name for name, value in expected["job"].items() if name not in columns or columns[name] != value]
    rest = (("reference", found.get("reference")), ("payments", list(_payments(found.get("payments")))))
    return names + [name for name, value in rest if value != expected[name]]


def _payments(lines: object) -> Iterator[list[Any]]:
    for each in lines if isinstance(lines, list) else []:
        line = each.get("line") if isinstance(each, dict) else None
        if isinstance(line, dict):
            yield [line.get("id"), line.get("charged_cents"), each.get("void") is not None]
