"""The two bases of everything that crosses the wire, and `parse`, which turns a body into one or refuses it."""

import re
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from app.utils.errors import Invalid

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _printable(text: str) -> str:
    if UNPRINTABLE.search(text):
        raise ValueError("Please remove the control characters.")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_printable)]
Line100 = Annotated[Text, StringConstraints(min_length=1, max_length=100)]
Comment = Annotated[Text, StringConstraints(max_length=2000)]
Reason = Annotated[Text, StringConstraints(min_length=3, max_length=500)]
Email = Annotated[EmailStr, StringConstraints(max_length=100, to_lower=True)]
StaffName = Annotated[Line100, Field(description="Who performs the action: an active name of the staff list")]
WeightG = Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False, strict=True, description="Grams")]
VolumeMl = Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False, strict=True, description="Millilitres")]
TimeHours = Annotated[float, Field(gt=0, le=1_000, allow_inf_nan=False, strict=True, description="Hours")]
Cents = Annotated[int, Field(ge=0, le=10_000_000, strict=True, description="Integer cents")]


class Input(BaseModel):
    """What a client sends. Unknown members are ignored, so that an older client still works with a newer server."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class Output(BaseModel):
    """What the server answers. No defaults: every member is always there, so TypeScript gets no false optionals."""

    model_config = ConfigDict(from_attributes=True)


class StaffBody(Input):
    staff_name: StaffName


SENTENCES = {
    "missing": "Please fill this in.",
    "string_too_short": "Please write at least {min_length} characters.",
    "string_too_long": "Please keep this within {max_length} characters.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "finite_number": "This must be an ordinary number.",
    "float_type": "This must be a number.",
    "int_type": "This must be a whole number.",
    "bool_type": "This must be yes or no.",
    "bool_parsing": "This must be yes or no.",
    "string_type": "This must be text.",
    "list_type": "This must be a list.",
    "string_pattern_mismatch": "Please use letters, digits, dots, dashes and underscores, a letter or digit first.",
    "too_short": "Please choose at least {min_length}.",
    "too_long": "Please choose at most {max_length}.",
    "literal_error": "Please choose one of {expected}.",
    "enum": "Please choose one of {expected}.",
    "date_from_datetime_parsing": "Please write the date as year-month-day.",
    "date_parsing": "Please write the date as year-month-day.",
    "uuid_parsing": "This id is not well formed.",
    "model_type": "The body must be a JSON object.",
    "model_attributes_type": "The body must be a JSON object.",
}

Model = TypeVar("Model", bound=BaseModel)


def _sentence(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return _email_sentence(error) or str(error["ctx"]["error"])
    measured = error["type"] in {"too_short", "too_long"} and isinstance(error["input"], str)
    template = SENTENCES.get(f"string_{error['type']}" if measured else error["type"])
    return template.format(**error.get("ctx", {})) if template else error["msg"] + "."


def _email_sentence(error: ErrorDetails) -> str | None:
    """Say in our own words what is wrong with an address."""
    if "email" not in error["msg"]:
        return None
    return "This does not look like an e-mail address. Please check it; the price comes by mail."


def parse(model: type[Model], payload: Any) -> Model:
    """Turn a decoded body into `model`. Raises Invalid with one sentence per field."""
    try:
        return model.model_validate(payload if payload is not None else {})
    except ValidationError as error:
        fields = [
            {"field": ".".join(str(part) for part in each["loc"]) or "body", "message": _sentence(each)}
            for each in error.errors(include_url=False)
        ]
        raise Invalid("Some fields need another look: " + _list(fields), fields=fields) from error


def _list(fields: list[dict[str, str]]) -> str:
    return "; ".join(f"{each['field']}: {each['message']}" for each in fields[:5])
