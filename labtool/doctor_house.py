"""Look at one installation: programs, ports, engines, disk, storage, clock, mail, backups."""

import platform
import shutil
import smtplib
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from labtool import backup_notes
from labtool.doctor_reader import reader
from labtool.doctor_slicer import slicer
from labtool.environment import Addresses, backend_environment
from labtool.errors import LabError
from labtool.findings import Finding, Look
from labtool.front_port import DEFAULT_PORT, choose_public_url
from labtool.http_get import get
from labtool.installation import Installation
from labtool.paths import VENV_PYTHON, node, postgres_bin, valkey_server, venv_program
from labtool.ports import LOOPBACK, answers, is_free
from labtool.private_files import read_settings
from labtool.processes import fingerprint
from labtool.secret_settings import SECRETS

_GIGABYTE = 1e9
_COMFORT_GB = 10
_STALE_BACKUP = timedelta(hours=26)
_STALE_DRILL = timedelta(days=8)
_YEAR_OF_THE_CODE = 2026
_SENTINEL = ".lab-storage-id"


class House:
    """Look at the parts of an installation, open or closed; nothing is changed."""

    def __init__(self, installation: Installation) -> None:
        """Take the installation, which need not exist yet."""
        self._installation = installation
        secrets = dict.fromkeys(SECRETS, "-") | read_settings(installation.secrets_file)
        addresses = Addresses(0, "", choose_public_url(installation))
        self._settings = backend_environment(installation, secrets, addresses)

    def looks(self) -> list[Look]:
        """List what is looked at, in order."""
        again = "Look at the disk and at the rights of this folder, then run ./lab doctor again."
        return [
            Look("Python", self.python, again), Look("Programs", self.programs, again),
            Look("Reader of files", reader, again),
            Look("Trial slices", lambda: slicer(self._settings), again),
            Look("Front door", self.port, again), Look("Services", self.services, again),
            Look("Disk", self.disk, again), Look("Clock", self.clock, again),
            Look("Storage", self.storage, "Is the share mounted? Mount it; the shop finds it by itself."),
            Look("Mail", self.mail, again),
            Look("Backups", self.backups, "Is the disk of the backups there? Mount it, or set BACKUP_DIR."),
        ]  # fmt: skip

    def python(self) -> Finding:
        """Python, and whether the packages were installed into the clone."""
        text = f"Python {platform.python_version()} on {platform.system()}"
        if not VENV_PYTHON.exists():
            return Finding(
                f"{text}; the packages are not installed yet.", "./lab up installs them; it needs the internet."
            )
        return Finding(f"{text}.")

    def programs(self) -> Finding:
        """The programs that come as wheels."""
        try:
            for find in (postgres_bin, valkey_server, node, lambda: venv_program("caddy")):
                find()
        except LabError as error:
            return Finding(str(error), "./lab up installs what is missing; it needs the internet.")
        return Finding("PostgreSQL, Valkey, Node and Caddy are installed.")

    def port(self) -> Finding:
        """Whether the front door answers, or could open."""
        kept = self._installation.port_file
        port = int(kept.read_text()) if kept.exists() else DEFAULT_PORT
        if self._installation.is_running():
            status, _ = get(LOOPBACK, port, "/")
            advice = "./lab logs front says why; ./lab stop and ./lab up open it anew." if status != 200 else ""
            return Finding(f"The front door on port {port} {'answers' if not advice else 'does not answer'}.", advice)
        if is_free(port):
            return Finding(f"The shop is closed, and port {port} is free for it.")
        return Finding(
            f"The shop is closed, and another program uses port {port}.", "./lab up --port NUMBER opens elsewhere."
        )

    def services(self) -> Finding:
        """Whether every process of an open shop lives and answers."""
        if not self._installation.is_running():
            return Finding("The shop is closed, so nothing runs. ./lab up opens it.")
        services = self._installation.state().get("services", [])
        ill = [each["name"] for each in services if fingerprint(each["pid"]) != each["fingerprint"]]
        ill += [each["name"] for each in services if each["port"] and not answers(each["port"])]
        if ill or not services:
            names = ", ".join(dict.fromkeys(ill)) or "none started yet"
            return Finding(
                f"Not every service runs: {names}.", "It is started again by itself; ./lab logs NAME says why."
            )
        return Finding(f"All {len(services)} services run.")

    def disk(self) -> Finding:
        """Room for files and the database."""
        place = next(each for each in (self._installation.data, *self._installation.data.parents) if each.exists())
        free_gb = shutil.disk_usage(place).free / _GIGABYTE
        floor_gb = float(self._settings.get("DISK_FLOOR_GB") or 2)
        advice = "Make room: prune old jobs in Admin, or move the backups to another disk (BACKUP_DIR)."
        text = f"{free_gb:.0f} GB are free on the disk of {self._installation.data}"
        return Finding(f"{text}.") if free_gb > max(_COMFORT_GB, 2 * floor_gb) else Finding(
            f"{text}; students can upload until {floor_gb:.0f} GB are left.", advice)  # fmt: skip

    def clock(self) -> Finding:
        """The year and the time zone; what the storage's clock says, ./lab doctor --share tells."""
        now = datetime.now().astimezone()
        if now.year < _YEAR_OF_THE_CODE:
            return Finding(f"The clock says {now:%Y-%m-%d %H:%M}.", "Set it, and let it ask a time server (NTP).")
        return Finding(f"The clock says {now:%Y-%m-%d %H:%M} ({self._settings.get('TZ') or now.tzname()}).")

    def storage(self) -> Finding:
        """The storage carries the lab's mark and can be written."""
        root = Path(self._settings["STORAGE_ROOT"])
        if not (root / _SENTINEL).is_file():
            if not self._installation.secrets_file.exists():
                return Finding(f"The storage {root} gets its mark at the first start.")
            advice = "Is the share mounted? Try a new one with ./lab doctor --share, then mark it (docs/operator.md)."
            return Finding(f"The storage {root} does not carry the lab's mark.", advice)
        probe = root / f".lab-doctor-{time.monotonic_ns()}"
        probe.write_bytes(b"x")
        probe.unlink()
        return Finding(f"The storage {root} is there and can be written.")

    def mail(self) -> Finding:
        """Whether the mail server greets; nothing is sent."""
        if self._settings["MAIL_TRANSPORT"] == "file":
            return Finding("Mails are not sent but kept for looking at (/inbox), as in a trial.")
        host, port = self._settings.get("SMTP_HOST") or "localhost", int(self._settings.get("SMTP_PORT") or 587)
        try:
            with smtplib.SMTP(host, port, timeout=10):
                return Finding(f"The mail server {host} greets on port {port}.")
        except (OSError, smtplib.SMTPException) as error:
            advice = (
                "Look at SMTP_HOST and SMTP_PORT; a firewall may be in the way. Mails wait meanwhile, none is lost."
            )
            return Finding(f"The mail server {host} does not answer on port {port}: {error}", advice)

    def backups(self) -> Finding:
        """When the last backup was made, and when one was last tried out."""
        folder = Path(self._settings.get("BACKUP_DIR") or self._installation.data / "backups")
        moments = backup_notes.moments(folder)
        if not moments:
            is_new = not self._installation.secrets_file.exists() or _is_young(self._installation.secrets_file)
            advice = "" if is_new else "./lab backup create makes one now. Does the shop run at night, at BACKUP_HOUR?"
            return Finding("There is no backup yet" + (", the first comes tonight." if is_new else "."), advice)
        age = datetime.now(UTC) - moments[-1]
        text = f"The last backup is of {moments[-1].astimezone():%Y-%m-%d %H:%M}"
        if age > _STALE_BACKUP:
            return Finding(f"{text}: too long ago.", "./lab backup create makes one now and says what is in the way.")
        return self._drill(folder, text)

    def _drill(self, folder: Path, text: str) -> Finding:
        last = backup_notes.noted(folder, "last_drill")
        if last and datetime.now(UTC) - last < _STALE_DRILL:
            return Finding(f"{text}, and the last good drill of {last.astimezone():%Y-%m-%d}.")
        return Finding(
            f"{text}, but none was tried out in the last week.", "./lab backup drill does it, beside the open shop."
        )


def _is_young(file: Path) -> bool:
    return time.time() - file.stat().st_mtime < _STALE_BACKUP.total_seconds()
