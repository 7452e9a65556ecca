"""The print desk's application: `create_app` puts the house together."""

from typing import cast

from flask import Flask, Response, request
from flask_cors import CORS
from pydantic_core import from_json
from werkzeug.middleware.proxy_fix import ProxyFix

from app import routes
from app.config import Settings
from app.extensions import db, limiter
from app.utils import errors, logs
from app.utils.model_request import ModelRequest

__version__ = "0.1.0"


# Nobody waits long for a database that does not answer: a page says that it is away, and the next try may find it.
ENGINE = {"pool_size": 10, "pool_timeout": 5, "connect_args": {"connect_timeout": 5}, "json_deserializer": from_json}


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application for `settings` (default: from the environment)."""
    settings = settings or Settings()
    app = Flask(__name__)
    app.request_class = ModelRequest
    app.extensions["settings"] = settings
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=ENGINE,
        RATELIMIT_STORAGE_URI=settings.redis_url,
        RATELIMIT_STORAGE_OPTIONS={"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
        RATELIMIT_KEY_PREFIX="lab",
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's way
    logs.init_app(app, settings.log_level)
    db.init_app(app)
    limiter.init_app(app)
    CORS(app, resources={r"/api/*": {"origins": settings.origins}}, supports_credentials=bool(settings.origins))
    errors.init_app(app)
    routes.init_app(app)
    app.after_request(_hear_out)
    app.teardown_request(lambda _error: _sent().drop_incoming())
    return app


def _sent() -> ModelRequest:
    return cast(ModelRequest, request)


def _hear_out(response: Response) -> Response:
    """Let the sender see a refusal that was written before all had come in."""
    if response.status_code >= 400:
        _sent().hear_out()
    return response
