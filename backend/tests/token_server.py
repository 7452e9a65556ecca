"""A real sign-in service on loopback that speaks as Microsoft's: a tenant's addresses, and tokens for secrets."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from labtool.ports import LOOPBACK
from tests.encryption import server_context

TENANT, CLIENT, SECRET = "campus.example.edu", "8c1f", "the-app's-secret"
SCOPE = "https://outlook.office365.com/.default"
WRONG_SECRET = "AADSTS7000215: Invalid client secret provided. Trace ID: 1f2e Correlation ID: 3d4c"


class TokenServer:
    """Gives `token-1`, `token-2`, ... to who knows the secret. `lasts_s` is their life; `breaks` answers 503."""

    def __init__(self) -> None:
        self.given = 0
        self.lasts_s = 3600
        self.breaks = False
        self.port = 0

    @property
    def authority(self) -> str:
        return f"https://{LOOPBACK}:{self.port}"

    def addresses(self) -> dict[str, str]:
        """Return what a tenant's discovery document says."""
        base = f"{self.authority}/{TENANT}"
        names = ("authorization_endpoint", "token_endpoint")
        found = {name: f"{base}/oauth2/v2.0/{name.partition('_')[0]}" for name in names}
        return found | {"issuer": f"{base}/v2.0"}

    def answer(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """Answer a request for a token."""
        if form.get("client_secret") != SECRET:
            return 401, {"error": "invalid_client", "error_description": WRONG_SECRET}
        asked = (form.get("client_id"), form.get("grant_type"), form.get("scope"))
        if asked != (CLIENT, "client_credentials", SCOPE):
            return 400, {"error": "invalid_request", "error_description": f"AADSTS900144: {asked}"}
        self.given += 1
        return 200, {"token_type": "Bearer", "expires_in": self.lasts_s, "access_token": f"token-{self.given}"}

    @contextlib.contextmanager
    def running(self, certificate: Path) -> Iterator["TokenServer"]:
        """Serve over https on a port of its own."""
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = self.path == f"/{TENANT}/v2.0/.well-known/openid-configuration"
                self.reply(200 if known else 400, service.addresses() if known else {"error": "invalid_tenant"})

            def do_POST(self) -> None:
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.reply(*service.answer({name: values[0] for name, values in sent.items()}))

            def reply(self, status: int, body: object) -> None:
                self.send_response(503 if service.breaks else status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                """Keep the output of the tests quiet."""

        with ThreadingHTTPServer((LOOPBACK, self.port), Handler) as server:
            self.port = server.server_address[1]
            server.socket = server_context(certificate).wrap_socket(server.socket, server_side=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield self
            finally:
                server.shutdown()
