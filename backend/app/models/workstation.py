import uuid

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Moment, UuidPk


class Workstation(Base):
    """A shared computer with its own password. `name` is the id that people type when they sign in.

    `session_version` is part of every token: raising it signs the workstation out everywhere.
    """

    __tablename__ = "workstations"

    id: Mapped[UuidPk]
    name: Mapped[str] = mapped_column(String(50), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(server_default="false")
    is_active: Mapped[bool] = mapped_column(server_default="true")
    storage_root: Mapped[str | None] = mapped_column(String(300))
    session_version: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[CreatedAt]
    last_seen_at: Mapped[Moment | None]


class RevokedSession(Base):
    """A session that was signed out before its token ran out."""

    __tablename__ = "revoked_sessions"

    jti: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    workstation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workstations.id", ondelete="CASCADE"))
    expires_at: Mapped[Moment] = mapped_column(index=True)
