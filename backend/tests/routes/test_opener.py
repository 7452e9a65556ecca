"""SlicerOpener as a workstation gets it: the program, and settings that name the workstation's own folder."""

import io
from collections.abc import Iterator
from configparser import ConfigParser
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.extensions import db
from app.models import Workstation
from app.services import opener_package
from app.services.opener_package import BUILT

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def built() -> Iterator[None]:
    """A program that was built for Windows lies there, as after a build; one that lies there already stays."""
    there = BUILT.exists()
    if not there:
        BUILT.parent.mkdir(exist_ok=True)
        BUILT.write_bytes(b"MZ")
    yield
    if not there:
        BUILT.unlink()


def downloaded(desk: FlaskClient) -> ZipFile:
    answer = desk.get("/api/v1/slicer-opener.zip")
    assert (answer.status_code, answer.content_type) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == "attachment; filename=SlicerOpener.zip"
    return ZipFile(io.BytesIO(answer.data))


def settings_in(archive: ZipFile) -> ConfigParser:
    settings = ConfigParser(interpolation=None)
    settings.read_string(archive.read("SlicerOpener/config.ini").decode())
    return settings


@pytest.mark.parametrize("root", ["Z:\\storage", "\\\\server\\3d 50%\\größe", "/mnt/3dprint_files", None])
def test_the_settings_name_the_folder_of_this_workstation(desk: FlaskClient, root: str | None) -> None:
    db.session.execute(update(Workstation).values(storage_root=root))
    db.session.commit()
    assert settings_in(downloaded(desk))["opener"]["storage_root"] == (root or "")


def test_it_holds_what_runs_and_registers_the_program_and_nothing_else(desk: FlaskClient) -> None:
    names = {name.removeprefix("SlicerOpener/") for name in downloaded(desk).namelist()}
    needed = {"SlicerOpener.py", "register.bat", "unregister.bat", "config.ini", "linux/install.sh", "README.md"}
    assert needed <= names
    assert not [name for name in names if name.startswith(("tests", "wine", "build", "dist"))]
    ours = {str(file.relative_to(opener_package.FOLDER)) for file in opener_package.FOLDER.glob("opener/*.py")}
    assert ours <= names


@pytest.mark.usefixtures("built")
def test_a_program_that_was_built_goes_with_it(desk: FlaskClient) -> None:
    assert downloaded(desk).read("SlicerOpener/SlicerOpener.exe") == BUILT.read_bytes()
