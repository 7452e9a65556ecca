"""A certificate of this computer, and servers that use it."""

import ssl
import subprocess
from pathlib import Path

import pytest


def trusted_certificate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a certificate that this process trusts, with its key in the same file."""
    file = certificate_in(folder)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):  # where they are set, requests looks nowhere else
        monkeypatch.delenv(name, raising=False)
    return file


def certificate_in(folder: Path) -> Path:
    """Make a certificate that nobody has signed, with its key in the same file."""
    file = folder / "server.pem"
    names = "subjectAltName=IP:127.0.0.1"
    openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    openssl += ["-addext", names, "-keyout", str(file), "-out", str(folder / "cert.pem")]
    subprocess.run(openssl, check=True, capture_output=True)
    file.write_text(file.read_text() + (folder / "cert.pem").read_text())
    return file


def server_context(certificate: Path) -> ssl.SSLContext:
    """Return what a server needs to encrypt with the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
