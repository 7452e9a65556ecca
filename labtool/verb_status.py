"""Say what runs, where, since when, and how the system itself feels."""

import argparse
import time
from typing import Any
from urllib.parse import urlsplit

from labtool.http_get import health
from labtool.installation import Installation
from labtool.processes import fingerprint
from labtool.progress import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no options but --data."""


def run(options: argparse.Namespace) -> int:
    """Return 0 when the shop is open and well, else 1."""
    installation = Installation(options.data)
    if not installation.is_running():
        say(f"{installation.data} is closed. ./lab up opens it.")
        return 1
    state = installation.state()
    if not state.get("services"):
        say(f"{installation.data} is in preparation, launcher {installation.launcher()}")
        return 1
    say(f"{state['url']} {'open' if state['open'] else 'opening'}, launcher {state['launcher']}")
    for service in state["services"]:
        say(_line(service))
    address = urlsplit(state["url"])
    said = health(address.hostname or "", address.port or 80)
    for component, condition in said.get("components", {}).items():
        say(f"  {component:<10} {condition}")
    say(f"health: {said.get('status', 'no answer')}")
    return 0 if said.get("status") == "ok" else 1


def _line(service: dict[str, Any]) -> str:
    is_alive = fingerprint(service["pid"]) == service["fingerprint"]
    port = f"port {service['port']}" if service["port"] else ""
    minutes = (time.time() - service["since"]) / 60
    condition = f"up {minutes:.0f} min" if is_alive and service["running"] else "starting again"
    return f"  {service['name']:<10} {condition:<16} pid {service['pid']:<8} {port:<12} restarts {service['restarts']}"
