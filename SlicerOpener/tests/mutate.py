"""Change link.py and place.py in one small way after another, and count how many changes the tests notice.

`.venv/bin/python SlicerOpener/tests/mutate.py`, by hand and not by ./lab test: it takes some minutes.
"""

import ast
import copy
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent
REFUSALS = "test_opener_program.py::test_refusal_is_said_and_logged"
TESTS = {
    "link.py": ("test_opener_attacks.py::test_attack_is_refused", "test_opener_good_links.py", REFUSALS),
    "place.py": ("test_opener_place.py", REFUSALS),
}
SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may be replaced by."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in SWAPPED:
            yield _with(node, ops=[SWAPPED[type(operator)]()])
        case ast.BoolOp(op=ast.And()):
            yield _with(node, op=ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield _with(node, op=ast.And())
            for left_out in range(len(node.values)):
                rest = [value for place, value in enumerate(node.values) if place != left_out]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool() as truth):
            yield _with(node, value=not truth)
        case ast.Constant(value=int() as number):
            yield from (_with(node, value=number + 1), _with(node, value=number - 1))
        case ast.Constant(value=str() as text) if text:
            yield from (_with(node, value=text + "X"), _with(node, value=text[1:]), _with(node, value=text[:-1]))
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd() | ast.Add()):
            yield from (node.left, node.right)
        case ast.Return(value=ast.expr()):
            yield _with(node, value=ast.Constant(None))
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Subscript(slice=ast.Slice(lower=lower, upper=upper)) if lower or upper:
            yield node.value


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, what was changed into what, and the whole changed source."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    texts = {node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and ast.get_docstring(node)}
    left_out = {inner for text in texts for inner in ast.walk(text)}
    for parent in ast.walk(tree):
        if parent in left_out or isinstance(parent, ast.Import | ast.ImportFrom):
            continue
        for field, value in ast.iter_fields(parent):
            places = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for place, node in places:
                if not isinstance(node, ast.AST) or node in left_out:
                    continue
                for changed in changes(node):
                    _put(parent, field, place, changed)
                    text = ast.unparse(ast.fix_missing_locations(tree))
                    _put(parent, field, place, node)
                    yield getattr(node, "lineno", 0), f"{ast.unparse(node)} -> {ast.unparse(changed)}", text


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def is_noticed(file: str, text: str) -> bool:
    """Run the tests on a copy of the rooms with this change, in a process that is used once."""
    with tempfile.TemporaryDirectory() as folder:
        rooms = Path(folder) / "opener"
        shutil.copytree(FOLDER / "opener", rooms, ignore=shutil.ignore_patterns("__pycache__"))
        (rooms / file).write_text(text, encoding="utf-8")
        sys.path.insert(0, folder)
        os.chdir(folder)
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            tests = [str(FOLDER / "tests" / test) for test in TESTS[file]]
            options = [
                "-x",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "pytest_timeout",
                "--timeout",
                "60",
                "-c",
                os.devnull,
            ]
            return pytest.main([*options, *tests]) != 0


def _try(mutant: tuple[str, int, str, str]) -> bool:
    return is_noticed(mutant[0], mutant[3])


def main() -> int:
    """Return 0 when at least 80 of 100 changes were noticed."""
    sys.path.insert(0, str(FOLDER.parent / "backend"))
    importlib.import_module("app.services.candidate_files")  # once, before the processes part
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    originals = {file: (FOLDER / "opener" / file).read_text(encoding="utf-8") for file in TESTS}
    every = [(file, *mutant) for file, source in originals.items() for mutant in mutants(source)]
    unchanged = [(file, 0, "", source) for file, source in originals.items()]
    with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        if any(pool.map(_try, unchanged, 1)):
            sys.stdout.write("The tests fail as it is.\n")
            return 1
        noticed = []
        for was_noticed in pool.imap(_try, every, 1):
            noticed.append(was_noticed)
            sys.stderr.write(f"\r{len(noticed)} of {len(every)}")
    sys.stderr.write("\n")
    for (file, line, what, _), was_noticed in zip(every, noticed, strict=True):
        if not was_noticed:
            sys.stdout.write(f"not noticed: {file}:{line}: {what[:160]}\n")
    share = 100 * sum(noticed) / len(noticed)
    sys.stdout.write(f"{sum(noticed)} of {len(noticed)} changes were noticed: {share:.0f} %\n")
    return 0 if share >= 80 else 1


if __name__ == "__main__":
    sys.exit(main())
