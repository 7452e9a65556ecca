from flask import Blueprint

from app.schemas.catalog import CatalogView
from app.services import catalog_service
from app.utils.api import operation

catalog = Blueprint("catalog", __name__)


@catalog.get("/catalog")
@operation("student", CatalogView)
def get_catalog() -> CatalogView:
    """Tell what the lab prints, on what, for how much, and how busy it is."""
    return catalog_service.view()
