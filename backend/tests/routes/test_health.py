"""Health keeps its shape when the database is down, and the document says so."""

from flask.testing import FlaskClient

from app.schemas.desk import Health
from app.services import health_service
from labtool.ports import free_port
from tests.world import MakeApp


def test_a_database_that_is_down_is_an_error_that_still_has_the_shape(another_app: MakeApp) -> None:
    dead = f"postgresql+psycopg://lab_app:app@127.0.0.1:{free_port()}/lab"
    answer = another_app(database_url=dead).test_client().get("/api/v1/health")
    found = Health.model_validate(answer.get_json())
    assert (answer.status_code, found.status) == (503, "error")
    assert found.components == {"database": "down"} | dict.fromkeys(health_service.PROBES, "unknown")


def test_the_document_knows_the_shape_of_the_error(client: FlaskClient) -> None:
    answers = client.get("/api/v1/openapi.json").get_json()["paths"]["/api/v1/health"]["get"]["responses"]
    shapes = {status: answers[status]["content"] for status in ("200", "503")}
    assert shapes["503"] == shapes["200"] == {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}
