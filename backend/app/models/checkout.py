import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, CreatedAt, UuidPk


class PaymentType(StrEnum):
    CAMPUS_CARD = "campus_card"
    CHECK = "check"
    GRANT_CODE = "grant_code"
    WAIVED = "waived"


class Checkout(Base):
    """One payment at the desk. Never edited, never deleted: a `CheckoutVoid` takes it back."""

    __tablename__ = "checkouts"
    __table_args__ = (CheckConstraint("charged_cents >= 0 AND calculated_cents >= 0", name="not_negative"),)

    id: Mapped[UuidPk]
    at: Mapped[CreatedAt]
    paid_on: Mapped[date]
    payment_type: Mapped[PaymentType] = mapped_column(
        Enum(PaymentType, native_enum=False, length=12, values_callable=lambda types: [each.value for each in types],
             create_constraint=True, name="payment_type")
    )  # fmt: skip
    txn_no: Mapped[str | None] = mapped_column(String(60), index=True)
    calculated_cents: Mapped[int]
    charged_cents: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, server_default="")
    payer: Mapped[str] = mapped_column(String(100), server_default="")
    picked_up_by: Mapped[str] = mapped_column(String(100))
    staff_name: Mapped[str] = mapped_column(String(100))
    workstation_id: Mapped[uuid.UUID]
    idempotency_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    body_sha256: Mapped[str] = mapped_column(String(64))

    lines: Mapped[list["CheckoutLine"]] = relationship(back_populates="checkout", lazy="selectin")
    void: Mapped["CheckoutVoid | None"] = relationship(lazy="selectin")


class CheckoutLine(Base):
    """What one job costs within a checkout; the lines of a checkout add up to it."""

    __tablename__ = "checkout_lines"
    __table_args__ = (CheckConstraint("grams > 0", name="grams_positive"),)

    id: Mapped[UuidPk]
    checkout_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checkouts.id"), index=True)
    job_id: Mapped[uuid.UUID] = mapped_column(index=True)
    grams: Mapped[float]
    charged_cents: Mapped[int]
    is_partial: Mapped[bool] = mapped_column(server_default="false")

    checkout: Mapped[Checkout] = relationship(back_populates="lines", lazy="joined", innerjoin=True)


class CheckoutVoid(Base):
    """The row that takes a checkout back, with who did it and why."""

    __tablename__ = "checkout_voids"

    checkout_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checkouts.id"), primary_key=True)
    at: Mapped[CreatedAt]
    staff_name: Mapped[str] = mapped_column(String(100))
    workstation_id: Mapped[uuid.UUID]
    reason: Mapped[str] = mapped_column(Text)
