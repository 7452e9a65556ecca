"""What the lab offers: the shape of the settings row, and what students see of it."""

from typing import Annotated

from pydantic import BaseModel, Field

from app.schemas.base import Output


class Printer(BaseModel):
    name: str
    volume_mm: tuple[float, float, float]


class Method(BaseModel):
    """A print method with what can be chosen under it. `cents_per_gram` is the price of its material."""

    name: str
    description: str
    cents_per_gram: int
    grams_per_ml: float | None
    colors: list[str]
    printers: list[Printer]


class RejectionReason(BaseModel):
    code: str
    label: str
    advice: str


class Catalog(BaseModel):
    """The data of the settings row; its first values are `app/catalogue.json`."""

    lab_name: str
    room: str
    hours: str
    contact: str
    currency: str
    minimum_cents: int
    policy: list[str]
    disciplines: list[str]
    methods: list[Method]
    rejection_reasons: list[RejectionReason]
    pickup_days: Annotated[int, Field(gt=0)]

    def method(self, name: str) -> Method | None:
        return next((method for method in self.methods if method.name == name), None)


class Limits(Output):
    max_upload_bytes: int
    formats: list[str]


class BusyLevel(Output):
    """How much work waits: `level` is calm, busy or very_busy."""

    level: str
    waiting_jobs: int
    printing_jobs: int


class CatalogView(Catalog):
    """The catalogue with what is true right now."""

    limits: Limits
    busy: BusyLevel
    shows_inbox: bool
