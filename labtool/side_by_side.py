"""Which tests keep together when several processes run them."""

# Where a file begins with this, its tests keep together with all that share the same thing; the first that fits counts.
_SHARED = {
    "backend/tests/faults/": "the fault matrix, which is played once",
    "e2e/faults/test_kills.py": "an installation to kill",
    "e2e/api/test_on_the_network.py": "an installation that is open to the network",
    "e2e/browser/test_on_the_network.py": "an installation that is open to the network",
    "e2e/": "the installation of the browser walks and the calls",
}


def together_with(nodeid: str) -> str:
    """Name what a test keeps together with: its file, or what it shares with others."""
    file = nodeid.partition("::")[0]
    return next((thing for place, thing in _SHARED.items() if file.startswith(place)), file)
