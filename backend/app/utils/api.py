"""The OpenAPI object: the only place that knows SpecTree.

`operation` documents a view and turns the schema that it returns into JSON. It validates nothing: bodies are checked
in the services, in the order that reliability.md fixes (401, 404, body, staff, lock, status, content).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from pydantic import BaseModel, Field
from spectree import Response, SecurityScheme, SpecTree
from spectree.model_adapter.protocol import SchemaMode
from spectree.model_adapter.pydantic_adapter import PydanticModelAdapter
from spectree.models import SecureType, SecuritySchemeData

View = Callable[..., Any]


class FieldError(BaseModel):
    field: str = Field(description="Dotted path of the field in the body")
    message: str


class ProblemBody(BaseModel):
    """RFC 9457 problem details; further members depend on `code`."""

    type: str
    title: str
    status: int
    detail: str = Field(description="A sentence for people that says what to do next")
    code: str = Field(description="A short word for programs")
    fields: list[FieldError] | None = None


def _quiet(*_: object) -> None:
    """Do nothing before and after a view: errors speak through utils/errors.py alone."""


class _Remembering(PydanticModelAdapter):
    """Describes every schema once: with each view SpecTree asks for all of its own, which took a quarter of a start."""

    def __init__(self) -> None:
        super().__init__()
        self._described: dict[tuple[type[Any], str, SchemaMode], dict[str, Any]] = {}

    def json_schema(self, model: type[Any], *, ref_template: str, mode: SchemaMode = "validation") -> dict[str, Any]:
        asked = (model, ref_template, mode)
        if asked not in self._described:
            self._described[asked] = super().json_schema(model, ref_template=ref_template, mode=mode)
        return self._described[asked]


tree = SpecTree(
    "flask",
    model_adapter=_Remembering(),  # type: ignore[arg-type]  # nor does SpecTree's own fit what it asks for
    title="3D Print System",
    version="1",
    description="Every answer that is not 2xx is problem+json (RFC 9457). Money is integer cents, times are UTC.",
    mode="strict",
    annotations=False,
    before=_quiet,
    after=_quiet,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    validation_error_model=ProblemBody,
    path="api/spectree",
    security_schemes=[
        SecurityScheme(
            name="workstation",
            data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"),
        )
    ],
)


def _untouched(view: View, documented: View) -> View:
    """Keep the documentation but not SpecTree's hand on the answer: it would read a file or a stream to its end."""

    @wraps(documented)
    def answer(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    return answer


def operation(  # noqa: PLR0913 - each says one thing about the call, by name
    tag: str,
    answers: type[BaseModel] | None = None,
    *,
    status: int = 200,
    body: type[BaseModel] | None = None,
    form: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    problems: tuple[int, ...] = (),
    also: tuple[int, ...] = (),
    operation_id: str | None = None,
) -> Callable[[View], View]:
    """Document a view: what it takes, what it answers with `status`, and the problems it may answer instead.

    `also` lists further statuses under which it answers the same shape.
    """

    def decorate(view: View) -> View:
        answered = {f"HTTP_{code}": answers for code in (status, *also)}
        answered |= {f"HTTP_{code}": ProblemBody for code in problems}
        # SpecTree lets every call be malformed: where nothing is sent, it is told of a status that is there already.
        malformed = 422 if body or form or query or 422 in problems else status
        documented: View = tree.validate(
            json=body, form=form, query=query, resp=Response(**answered), tags=(tag,),
            security={"workstation": []}, skip_validation=True, operation_id=operation_id or view.__name__,
            validation_error_status=malformed,
        )(view)  # fmt: skip
        return documented if answers else _untouched(view, documented)

    return decorate
