from typing import Any

from flask import Blueprint, render_template

from app.routes.guard import PUBLIC
from app.utils import openapi
from app.utils.api import operation

docs = Blueprint("docs", __name__)
docs.add_app_template_filter(openapi.kind, "kind")


@docs.get("/v1/openapi.json")
@operation("system")
def get_openapi() -> dict[str, Any]:
    """Describe the API in OpenAPI 3.1."""
    return openapi.document(PUBLIC)


@docs.get("/docs")
@operation("system")
def get_docs() -> str:
    """Show the description of the API as a page."""
    return render_template("docs.html", document=openapi.document(PUBLIC))
