"""Placeholder until sessions land."""

from flask import Request

from app.models import Workstation


def identify(request: Request) -> Workstation: ...
