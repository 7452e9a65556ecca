"""Secrets are made once, kept, closed to others, and the same for both modes."""

from pathlib import Path

import pytest

from labtool import compose_settings
from labtool.command import capture
from labtool.environment import Addresses, backend_environment, with_owner
from labtool.front_port import choose_public_url
from labtool.installation import Installation
from labtool.paths import ROOT, venv_program
from labtool.private_files import read_settings, write_private
from labtool.secret_settings import SECRETS, ensure_password, ensure_settings

ADDRESSES = Addresses(5432, "redis://127.0.0.1:6379/0", "http://localhost:3000")


def test_secrets_are_made_once_and_closed_to_others(folder: Path) -> None:
    first = ensure_settings(folder / "secrets.env", {}, "# heading")
    assert set(first) == set(SECRETS)
    assert len(set(first.values())) == len(SECRETS)
    assert min(map(len, first.values())) >= 32
    assert ensure_settings(folder / "secrets.env", {}, "# heading") == first
    assert (folder / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_what_an_operator_wrote_stays(folder: Path) -> None:
    write_private(folder / "secrets.env", "# mine\nSMTP_HOST='mail.example.edu'\nSECRET_KEY=kept\n")
    settings = ensure_settings(folder / "secrets.env", {"SMTP_HOST": "localhost"}, "# heading")
    assert settings["SMTP_HOST"] == "mail.example.edu"
    assert settings["SECRET_KEY"] == "kept"
    assert (folder / "secrets.env").read_text().startswith("# mine\n")
    assert read_settings(folder / "secrets.env") == settings


def test_the_first_password_is_long_readable_and_kept(folder: Path) -> None:
    password = ensure_password(folder / "credentials.txt")
    assert ensure_password(folder / "credentials.txt") == password
    assert len(password) == 23
    assert not set(password) & set("l1o0 ")
    assert (folder / "credentials.txt").read_text() == f"workstation: front-desk\npassword: {password}\n"
    assert (folder / "credentials.txt").stat().st_mode & 0o777 == 0o600


def test_the_backend_gets_no_password_that_is_not_its_own(installation: Installation) -> None:
    secrets = ensure_settings(installation.secrets_file, {"SMTP_PASSWORD": "mail"}, "#")
    served = backend_environment(installation, secrets, ADDRESSES)
    assert secrets["LAB_APP_PASSWORD"] in served["DATABASE_URL"]
    assert served["SMTP_PASSWORD"] == "mail"
    for foreign in ("LAB_OWNER_PASSWORD", "POSTGRES_PASSWORD"):
        assert not any(secrets[foreign] in value for value in served.values())
    assert secrets["LAB_OWNER_PASSWORD"] in with_owner(served, secrets, 5432)["DATABASE_OWNER_URL"]


def test_another_projects_variables_do_not_leak_in(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "LAB_ROLE", "PYTHONPATH", "FLASK_DEBUG"):
        monkeypatch.setenv(name, "foreign")
    secrets = ensure_settings(installation.secrets_file, {}, "#")
    assert "foreign" not in backend_environment(installation, secrets, ADDRESSES).values()


def test_documented_settings_come_from_the_shell_and_win_over_the_file(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = ensure_settings(installation.secrets_file, {"LIMIT_LOGIN": "1/day", "LOG_LEVEL": "DEBUG"}, "#")
    monkeypatch.setenv("LIMIT_LOGIN", "99/minute")
    served = backend_environment(installation, secrets, ADDRESSES)
    assert (served["LIMIT_LOGIN"], served["LOG_LEVEL"]) == ("99/minute", "DEBUG")


def test_the_public_url_is_the_most_explicit_one(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    assert choose_public_url(installation) == "http://localhost:3000"
    installation.port_file.write_text("3007\n")
    assert choose_public_url(installation) == "http://localhost:3007"
    write_private(installation.secrets_file, "PUBLIC_URL=https://file.example.edu/\n")
    assert choose_public_url(installation) == "https://file.example.edu"
    monkeypatch.setenv("PUBLIC_URL", "https://shell.example.edu")
    assert choose_public_url(installation) == "https://shell.example.edu"
    assert choose_public_url(installation, "https://option.example.edu/") == "https://option.example.edu"


def test_compose_finds_all_it_asks_for_in_the_written_env(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = installation.data / "clone"
    root.mkdir()
    monkeypatch.setattr(compose_settings, "ROOT", root)
    password = compose_settings.write_compose_settings(installation, "https://print.example.edu")
    assert (root / ".env").stat().st_mode & 0o777 == 0o600
    settings = read_settings(root / ".env")
    assert settings["FRONT_DESK_PASSWORD"] == password == ensure_password(installation.credentials_file)
    command = [str(venv_program("docker-compose")), "--env-file", str(root / ".env")]
    command += ["-f", str(ROOT / "docker-compose.yml"), "config"]
    code, output = capture(command, ROOT, {"PATH": "/usr/bin:/bin", "HOME": str(root)})
    assert code == 0, output
    assert "PUBLIC_URL: https://print.example.edu" in output
    assert settings["LAB_APP_PASSWORD"] in output


def test_compose_hands_every_documented_setting_on() -> None:
    documented = {line.lstrip("# ").partition("=")[0] for line in (ROOT / ".env.example").read_text().splitlines()}
    described = (ROOT / "docker-compose.yml").read_text()
    ours = {"EMBEDDED", "LAB_ROLE"}  # an image is never embedded, and its command says what it serves
    names = {name for name in documented if name.isupper() and name.replace("_", "").isalnum()} - ours
    assert names
    assert {name for name in names if f"  {name}:" not in described} == set()
