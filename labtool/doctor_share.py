"""Try a folder out as the lab's storage: everything that the system needs of a share, done there once."""

import contextlib
import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from labtool.findings import Finding, Look

_SPEED_BYTES = 20_000_000
_SLOW_BYTES_PER_S = 2_000_000
_SKEW_S = 60
_SYNC_REFUSED = (22, 95)  # EINVAL, ENOTSUP
_NAME = "x" * 80
_ASK_FOR_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(3)
"""


class ShareTrial:
    """Try things out in a folder of our own on the share."""

    def __init__(self, folder: Path) -> None:
        """Take the empty folder."""
        self._folder = folder

    def looks(self) -> list[Look]:
        """List what is tried, in order."""
        ask = "Ask whoever runs the share: the account of this computer needs to write, rename and delete there."
        return [
            Look("Writing a file safely", self.fsync, ask),
            Look("Renaming", self.rename, ask),
            Look("Never overwriting", self.no_replace, ask),
            Look(
                "Long and odd names",
                self.names,
                "The system makes names of 80 letters; ask for a share that takes them.",
            ),
            Look("Capital letters", self.case, ask),
            Look("Times of files", self.times, ask),
            Look("Deleting an open file", self.delete_open, ask),
            Look("Locks between two programs", self.lock, ask),
            Look("Speed", self.speed, "Is the share full, or limited to small files? Make room and try again."),
        ]

    def fsync(self) -> Finding:
        """Write, force to disk, read back; folders too, where the share can."""
        file = self._written("safe.stl", b"solid")
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            with_folders = ", folders too"
        except OSError as error:
            if error.errno not in _SYNC_REFUSED:
                raise
            with_folders = "; its server takes care of folders by itself"
        finally:
            os.close(descriptor)
        return _expect(file.read_bytes() == b"solid", f"What is written is forced to the disk{with_folders}.",
                       "What was written reads back differently.", "Do not use this share.")  # fmt: skip

    def rename(self) -> Finding:
        """A file over a file, a folder to a new name: each in one step."""
        new, old = self._written("new.json", b"new"), self._written("old.json", b"old")
        new.replace(old)
        before = self._folder / "Pending"
        before.mkdir()
        (before / "part.stl").write_bytes(b"solid")
        before.rename(self._folder / "Printing")
        moved = (self._folder / "Printing" / "part.stl").read_bytes() == b"solid" and not before.exists()
        return _expect(old.read_bytes() == b"new" and moved, "Files and folders are renamed in one step.",
                       "Renaming leaves something behind.", "Do not use this share.")  # fmt: skip

    def no_replace(self) -> Finding:
        """A folder must not go over another one, nor a new file over one that is there."""
        for name in ("one", "two"):
            (self._folder / name).mkdir()
            (self._folder / name / "part.stl").write_bytes(name.encode())
        refused = []
        with contextlib.suppress(OSError):
            (self._folder / "one").rename(self._folder / "two")
            refused.append("folder")
        with contextlib.suppress(FileExistsError):
            (self._folder / "two" / "part.stl").open("xb").close()
            refused.append("file")
        kept = (self._folder / "two" / "part.stl").read_bytes() == b"two"
        return _expect(kept and not refused, "Nothing goes over what is there already.",
                       "A folder or file can go over another one.", "Do not use this share.")  # fmt: skip

    def names(self) -> Finding:
        """Names of 80 characters, deep paths, and what slicers make of names."""
        odd = ("Plate 1 (0.2 mm), PLA.3mf", "Vazo küçük.stl", f"{_NAME}.gcode")
        deep = self._folder / "ReadyToPrint" / _NAME
        deep.mkdir(parents=True)
        for name in odd:
            (deep / name).write_bytes(b"x")
        kept = sorted(file.name for file in deep.iterdir())
        return _expect(kept == sorted(odd), "Long names, blanks and letters of other alphabets are kept.",
                       f"Names are changed: {kept}", "Ask for a share that speaks UTF-8 (SMB 3 does).")  # fmt: skip

    def case(self) -> Finding:
        """Tell only: the system's names never differ in capitals alone."""
        self._written("Case.stl", b"x")
        is_insensitive = (self._folder / "case.stl").exists()
        return Finding(
            "Capital and small letters count as " + ("the same, as on Windows." if is_insensitive else "different.")
        )

    def times(self) -> Finding:
        """Copies keep the time of their source; the clock of the share is near ours."""
        file = self._written("time.stl", b"x")
        skew_s = abs(file.stat().st_mtime - time.time())
        os.utime(file, (1_700_000_000, 1_700_000_000))
        kept = abs(file.stat().st_mtime - 1_700_000_000) <= 2
        if skew_s > _SKEW_S:
            advice = "Set the clock of this computer or of the file server: both should ask a time server (NTP)."
            return Finding(f"The clocks of this computer and of the share are {skew_s:.0f} seconds apart.", advice)
        return _expect(kept, "Files keep their times; the share's clock is right.", "Copies lose their time.",
                       "Ask whoever runs the share; candidates would all look new.")  # fmt: skip

    def delete_open(self) -> Finding:
        """Tell only: slicers keep files open, and the system tries again later."""
        file = self._written("open.gcode", b"x")
        with file.open("rb"):
            try:
                file.unlink()
            except OSError:
                return Finding("A file that a slicer has open cannot be deleted; the system tries again later.")
        return Finding("A file that a slicer has open can be deleted.")

    def lock(self) -> Finding:
        """A second program must see the lock of the first."""
        file = self._written("lock", b"x")
        with file.open("r+b") as held:
            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            asked = subprocess.run([sys.executable, "-c", _ASK_FOR_LOCK, str(file)], check=False).returncode
        return _expect(asked == 3, "Two programs do not get the same lock.", "Two programs get the same lock at once.",
                       "Mount the share without `nobrl` or `nolock`, and let one installation use it.")  # fmt: skip

    def speed(self) -> Finding:
        """Write and read 20 MB."""
        data, started = secrets.token_bytes(_SPEED_BYTES), time.monotonic()
        file = self._written("speed", data)
        written = time.monotonic()
        is_same = file.read_bytes() == data
        rates = [_SPEED_BYTES / max(taken, 1e-3) for taken in (written - started, time.monotonic() - written)]
        text = f"20 MB: written with {rates[0] / 1e6:.0f} MB/s, read with {rates[1] / 1e6:.0f} MB/s."
        if not is_same:
            return Finding("20 MB read back differently than they were written.", "Do not use this share.")
        advice = (
            "Use a cable instead of wireless, and ask whoever runs the share." if min(rates) < _SLOW_BYTES_PER_S else ""
        )
        return Finding(text, advice)

    def _written(self, name: str, data: bytes) -> Path:
        file = self._folder / name
        with file.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        return file


def _expect(is_well: bool, well: str, unwell: str, advice: str) -> Finding:
    return Finding(well) if is_well else Finding(unwell, advice)


@contextlib.contextmanager
def trial(share: Path) -> Iterator[ShareTrial]:
    """Try a share out in a folder that is gone afterwards. Raises OSError when nothing can be made there."""
    folder = share / f".lab-doctor-{os.getpid()}"
    folder.mkdir()
    try:
        yield ShareTrial(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
