"""What the lab offers: the shape of the settings row, and what students see of it."""

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from app.schemas.base import Output
from inspector.coefficients import coefficients_of
from inspector.report import Process, Profile


class Printer(BaseModel):
    """A printer with its build volume. Estimates of a filament printer start from how a `profile` prints: fast as with
    input shaping, or classic. `coefficients` are what the lab knows of it better."""

    name: str
    volume_mm: tuple[float, float, float]
    profile: Profile = "fast"
    coefficients: dict[str, float] = Field(default_factory=dict)


class Method(BaseModel):
    """A print method with what can be chosen under it. `cents_per_gram` is the price of its material."""

    name: str
    description: str
    cents_per_gram: int
    grams_per_ml: Annotated[float, Field(gt=0)] | None
    colors: list[str]
    printers: list[Printer]

    @property
    def process(self) -> Process:
        """Return how it is printed: a material with a density is resin, quoted from millilitres."""
        return "filament" if self.grams_per_ml is None else "resin"

    @model_validator(mode="after")
    def _can_estimate(self) -> Self:
        for printer in self.printers:
            own = printer.coefficients
            coefficients_of(
                {"name": printer.name, "volume_mm": printer.volume_mm, "process": self.process, "coefficients": own}
            )
        return self


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
