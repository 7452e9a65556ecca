"""The API's own description: what the views document, plus what the guard knows about who may call them."""

import copy
import re
import threading
from collections.abc import Iterator
from typing import Any

from flask import current_app
from werkzeug.routing import Rule

from app.utils.api import ProblemBody, tree

Json = dict[str, Any]
PROBLEM = {"schema": {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}}
REFUSALS = {"401": "No living session: sign in", "403": "Not for this workstation, or sent by another site"}
_lock = threading.Lock()


def path_of(rule: Rule) -> str:
    """Return a rule's path the way OpenAPI writes it: `/jobs/<uuid:id>` is `/jobs/{id}`."""
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)


def operations(document: Json) -> Iterator[tuple[Rule, str, Json | None]]:
    """Go through every rule and method of the application, with its operation in `document` (None: undocumented)."""
    for rule in sorted(current_app.url_map.iter_rules(), key=path_of):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, document["paths"].get(path_of(rule), {}).get(method.lower())


def document(public: frozenset[str]) -> Json:
    """Return the OpenAPI 3.1 document of the running application; `public` endpoints need no session."""
    with _lock:  # the first reading builds it, and must not be disturbed
        found: Json = copy.deepcopy(tree.spec)
    for rule, _, operation in operations(found):
        if operation is not None:
            _complete(operation, rule.endpoint in public)
    return found


def _complete(operation: Json, is_public: bool) -> None:
    """Say who may call, and that every refusal is a problem+json."""
    if is_public:
        operation["security"] = []
    else:
        for status, text in REFUSALS.items():
            operation["responses"].setdefault(status, {"description": text, "content": {"application/json": PROBLEM}})
    operation["responses"]["default"] = {"description": "Any other refusal", "content": {"application/json": PROBLEM}}
    for response in operation["responses"].values():
        content = response.get("content", {})
        if content.get("application/json") == PROBLEM:
            response["content"] = {"application/problem+json": PROBLEM}


def kind(schema: Json) -> str:
    """Say in a few words what a schema allows: `text`, `list of StaffView`, `whole number or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        return " | ".join(str(value) for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " or ".join(kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    plain = {"string": "text", "integer": "whole number", "boolean": "yes/no", "binary": "file"}
    name = str(schema.get("format") or schema.get("type", "anything"))
    return plain.get(name, name)
