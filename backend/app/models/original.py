from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Json, Moment


class Original(Base):
    """A file as a student sent it, kept once per content under `originals/<sha256>`, with what the inspector found.

    `report` is null until the inspector has answered, `inspected_at` also while it is to be read again; `format` is
    stl, obj or 3mf.
    """

    __tablename__ = "originals"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    format: Mapped[str] = mapped_column(String(8))
    report: Mapped[Json | None]
    inspect_attempts: Mapped[int] = mapped_column(server_default="0")
    inspected_at: Mapped[Moment | None]
    created_at: Mapped[CreatedAt]
