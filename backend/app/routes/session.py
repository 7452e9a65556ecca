from flask import Blueprint, request
from werkzeug.http import dump_cookie

from app.extensions import client_address
from app.routes import guard, limits
from app.schemas.base import parse
from app.schemas.desk import Done, LoginBody, Session, SignedIn
from app.services import auth_service
from app.services.catalog_service import settings
from app.utils.api import operation
from app.utils.body import json_body

session = Blueprint("session", __name__)


def _cookie(token: str, hours: int) -> dict[str, str]:
    """Build the header that sets the session's cookie: no script can read it; what came by https goes by https only."""
    cookie = dump_cookie(
        settings().cookie_name, token, max_age=hours * 3600, path="/",
        secure=request.is_secure, httponly=True, samesite="Lax",
    )  # fmt: skip
    return {"Set-Cookie": cookie}


@session.post("/auth/login")
@operation("session", SignedIn, body=LoginBody, problems=(401, 422, 429))
@limits.login_failures
def post_login() -> tuple[SignedIn, int, dict[str, str]]:
    """Sign a workstation in: programs keep the token, browsers the cookie."""
    signed_in = auth_service.login(parse(LoginBody, json_body()), client_address())
    return signed_in, 200, _cookie(signed_in.token, settings().session_hours)


@session.post("/auth/logout")
@operation("session", Done)
def post_logout() -> tuple[Done, int, dict[str, str]]:
    """End this session; other sessions of the workstation go on."""
    auth_service.logout(request, guard.workstation())
    return Done(message="This workstation is signed out."), 200, _cookie("", 0)


@session.get("/auth/session")
@operation("session", Session)
def get_session() -> Session:
    """Say which workstation is signed in, and until when."""
    return auth_service.current(request, guard.workstation())
