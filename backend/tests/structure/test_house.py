"""The rules of the house that a reader relies on, checked on the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import Settings

BACKEND = Path(__file__).parents[2]
APP = BACKEND / "app"

# Who may import whom: a package imports only from its own floor or from below.
FLOORS = {
    "config": 0, "utils": 0, "models": 1, "extensions": 2, "schemas": 2, "services": 3, "routes": 4, "tasks": 4,
    "": 5, "cli": 6, "demo": 6, "scheduler": 6, "worker": 6,
}  # fmt: skip


def modules(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text(), str(path))


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Go through the full names that a module imports, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def room_of(name: str) -> str:
    """Return the room below `app` that a full name lies in; what `app` itself offers lies in ''."""
    room = name.split(".")[1] if "." in name else ""
    return room if (APP / room).is_dir() or (APP / f"{room}.py").exists() else ""


def test_imports_run_one_way() -> None:
    upward = []
    for path, tree in modules(APP):
        room = path.relative_to(APP).parts[0].removesuffix(".py").replace("__init__", "")
        for name, line in imported(tree):
            if name.partition(".")[0] == "app" and FLOORS[room_of(name)] > FLOORS[room]:
                upward.append(f"{path.relative_to(BACKEND)}:{line} imports {name}")
    assert upward == []


def test_every_room_has_its_floor() -> None:
    rooms = {path.name.removesuffix(".py") for path in APP.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))}
    assert {room.replace("__init__", "") for room in rooms} <= set(FLOORS)


def test_the_inspector_stands_alone() -> None:
    banned = {"app", "flask", "sqlalchemy", "redis", "rq", "psycopg"}
    found = [(path.name, name) for path, tree in modules(BACKEND / "inspector") for name, _ in imported(tree)
             if name.partition(".")[0] in banned]  # fmt: skip
    assert found == []


def test_only_config_reads_the_environment() -> None:
    readers = {
        path.relative_to(APP).as_posix()
        for path, tree in modules(APP)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
        and isinstance(node.value, ast.Name) and node.value.id == "os"
    }  # fmt: skip
    named = {
        path.relative_to(APP).as_posix()
        for path, tree in modules(APP)
        for name, _ in imported(tree)
        if name in {"os.environ", "os.getenv", "dotenv.load_dotenv"}
    }
    assert readers | named <= {"config.py"}


def _status_writes(tree: ast.Module) -> Iterator[int]:
    """Go through the lines that set a job's status: by attribute, constructor, UPDATE or setattr."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "status" and isinstance(node.ctx, ast.Store):
            yield node.lineno
        elif isinstance(node, ast.Call):
            caller, keywords = ast.unparse(node.func), {each.arg for each in node.keywords}
            sets_row = caller == "Job" or ("update(Job)" in caller and caller.endswith(".values"))
            if (sets_row and "status" in keywords) or (caller == "setattr" and "'status'" in ast.unparse(node)):
                yield node.lineno


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("job.status = 1", True), ("job.status, x = 1, 2", True), ("Job(status=1)", True), ("x = job.status", False),
        ("update(Job).where(a).values(status=1)", True), ("update(OutboxMail).values(status=1)", False),
        ("setattr(job, 'status', 1)", True), ("Job(name=1)", False),
    ],
)  # fmt: skip
def test_the_search_for_status_writes_finds_them(source: str, is_one: bool) -> None:
    assert bool(list(_status_writes(ast.parse(source)))) == is_one


def test_only_job_service_sets_the_status() -> None:
    writers = {path.relative_to(APP).as_posix() for path, tree in modules(APP) for _ in _status_writes(tree)}
    assert writers == {"services/job_service.py"}


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_views_are_short_and_decide_nothing() -> None:
    """A view is at most five lines below its docstring, and neither branches nor catches."""
    long = []
    for path, tree in modules(APP / "routes"):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any("operation(" in ast.unparse(d) for d in node.decorator_list):
                body = node.body[1:]
                lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]  # parsed
                branches = any(isinstance(each, ast.If | ast.Try | ast.For | ast.While) for each in ast.walk(node))
                if lines > 5 or branches:
                    long.append(f"{path.name}:{node.name}")
    assert long == []
