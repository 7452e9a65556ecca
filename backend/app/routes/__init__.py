"""One blueprint a noun. Everything is guarded unless it stands in `guard.PUBLIC`."""

from flask import Flask

from app.routes import guard
from app.routes.health import health

API = "/api/v1"
BLUEPRINTS = (health,)


def init_app(app: Flask) -> None:
    """Register the blueprints behind the guard."""
    guard.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=API)
