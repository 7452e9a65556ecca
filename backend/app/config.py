"""Settings of one installation. This is the only place that reads the environment.

What a lab changes day to day (prices, printers, hours, texts) is data, not environment: see `models/lab_settings.py`.
"""

from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """Typed and frozen; every field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    database_url: str = Field(
        description="PostgreSQL as role lab_app: postgresql+psycopg://user:password@host:port/lab"
    )
    database_owner_url: str | None = Field(None, description="The same database as role lab_owner; migrations only")
    redis_url: str = Field(description="The Redis-compatible broker: redis://host:port/0")
    secret_key: SecretStr = Field(min_length=32, description="Signs sessions and links; at least 32 random characters")
    public_url: str = Field(description="What links in mails start with, e.g. https://print.example.edu")
    data_dir: Path = Field(description="Folder on the host's own disk for originals, thumbnails and written mails")
    storage_root: Path = Field(description="The lab's storage: any folder or mounted share")

    mail_transport: Literal["smtp", "smtp_oauth2", "file"] = Field(
        "smtp", description="smtp, smtp_oauth2 (Office 365, docs/office-365.md), or file (writes .eml files)"
    )
    mail_connections: int | None = Field(
        None, ge=1, description="Connections to the mail server at most; by itself 2 for Office 365, else any number"
    )
    mail_per_minute: int | None = Field(
        None, ge=1, description="Mails a minute at most; by itself 28 for Office 365, else any number"
    )
    smtp_host: str = Field("localhost", description="Mail server")
    smtp_port: int = Field(587, description="Its port")
    smtp_username: str | None = Field(
        None, description="Account, when the server asks for one; for smtp_oauth2 the mailbox's address"
    )
    smtp_password: SecretStr | None = Field(None, description="Its password")
    smtp_starttls: bool = Field(True, description="Encrypt the connection with STARTTLS")
    smtp_timeout_s: float = Field(20, gt=0, description="Seconds to wait for the mail server")
    smtp_oauth2_tenant: str | None = Field(None, description="Directory (tenant) id at Microsoft")
    smtp_oauth2_client_id: str | None = Field(None, description="Application (client) id of the registered app")
    smtp_oauth2_client_secret: SecretStr | None = Field(None, description="The value of the app's client secret")
    smtp_oauth2_authority: str = Field(
        "https://login.microsoftonline.com", description="Sign-in service; clouds of some countries have their own"
    )
    mail_from: str = Field("3D Print Lab <print-lab@localhost>", description="Sender of all mails")
    mail_reply_to: str | None = Field(None, description="Where answers go")
    admin_email: str | None = Field(None, description="Who gets system alerts")

    backup_dir: Path | None = Field(None, description="Folder of the backups, best on another disk; DATA_DIR/backups")
    backup_hour: int = Field(2, ge=0, le=23, description="Hour of the day (0 to 23, in TZ) of the nightly backup")
    pg_bin: Path | None = Field(None, description="Folder of pg_dump, pg_restore and psql; otherwise found on the PATH")

    embedded: bool = Field(False, description="Set by ./lab up: shows /inbox for the file transport")
    lab_role: Literal["api", "streams"] = Field("api", description="streams: this process serves live updates")
    proxy_hops: int = Field(0, ge=0, description="Exact number of proxies in front (the front door is one)")
    cors_origins: str = Field("", description="Other origins that may call the API, separated by commas")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    max_upload_mb: int = Field(50, gt=0, description="Largest model file, in MiB")
    disk_floor_gb: float = Field(2, ge=0, description="New uploads are refused when less than this many GiB are free")
    inspector_wall_s: float = Field(30, gt=0, description="Seconds that one model may take to be read")
    prusa_slicer: str = Field(
        "prusa-slicer", description="PrusaSlicer, for trial slices that sharpen estimates; absent, there are none"
    )
    inline_move_s: float = Field(5, gt=0, description="Seconds that a request waits for its folder to move")
    share_timeout_s: float = Field(2, gt=0, description="Seconds after which the storage counts as away")

    session_hours: int = Field(12, gt=0, description="How long a workstation stays signed in")
    lock_seconds: int = Field(60, gt=0, description="How long a lock lasts without a heartbeat")
    confirm_hours: int = Field(72, gt=0, description="How long a price can be confirmed")
    limit_submit_per_email: str = Field("5/hour;20/day", description="Accepted submissions per e-mail address")
    limit_submit_per_address: str = Field("60/minute;120/hour", description="Accepted submissions per address")
    limit_submit_global: str = Field("1000/hour", description="Accepted submissions in all")
    limit_upload: str = Field("120/hour", description="Uploads per address")
    limit_link_read: str = Field("600/hour", description="Openings of confirm and tracking links per address")
    limit_link_write: str = Field("60/hour", description="Answers through confirm and tracking links per address")
    limit_login: str = Field("10 per 15 minutes", description="Failed log-ins per workstation and address")
    limit_login_guesses: str = Field("100/hour", description="Failed log-ins per address, whatever was typed")

    @model_validator(mode="after")
    def _refuse_placeholders(self) -> Self:
        if "change-me" in self.secret_key.get_secret_value():
            raise ValueError("SECRET_KEY is still the placeholder; ./lab init makes a real one")
        return self

    @model_validator(mode="after")
    def _refuse_half_a_sign_in(self) -> Self:
        needed = ("smtp_username", "smtp_oauth2_tenant", "smtp_oauth2_client_id", "smtp_oauth2_client_secret")
        missing = [name.upper() for name in (*needed, "smtp_starttls") if not getattr(self, name)]
        if self.mail_transport == "smtp_oauth2" and missing:
            raise ValueError(f"MAIL_TRANSPORT=smtp_oauth2 also needs {', '.join(missing)}; see docs/office-365.md")
        return self

    @cached_property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * MEGABYTE

    @cached_property
    def backups(self) -> Path:
        """Folder of the backups."""
        return self.backup_dir or self.data_dir / "backups"

    @cached_property
    def cookie_name(self) -> str:
        """Name of the session cookie; it carries the port, as two installations may share one host name."""
        return f"lab_session_{self.public_url.rstrip('/').rpartition(':')[2].lstrip('/').replace('.', '_')}"

    @cached_property
    def origins(self) -> list[str]:
        return [origin.strip() for origin in self.cors_origins.split(",") if origin.strip()]

    @property
    def shows_inbox(self) -> bool:
        return self.embedded and self.mail_transport == "file"

    def as_owner(self) -> "Settings":
        """Return the same settings with the role that may change tables.

        Raises ValueError when DATABASE_OWNER_URL is not set.
        """
        if self.database_owner_url is None:
            raise ValueError("DATABASE_OWNER_URL is not set; migrations need the role lab_owner")
        return self.model_copy(update={"database_url": self.database_owner_url})
