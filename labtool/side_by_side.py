"""Which tests keep together when several processes run them."""

# The browser walks and the calls share one installation; the fault matrix is played once for all its tests.
_TOGETHER = ("backend/tests/faults/", "e2e/")
_ALONE = ("e2e/faults/test_kills.py", "e2e/api/test_on_the_network.py")


def together_with(nodeid: str) -> str:
    """Name what a test keeps together with: its file, or the folder of all that share one thing."""
    file = nodeid.partition("::")[0]
    folders = [folder for folder in _TOGETHER if file.startswith(folder)]
    return folders[0] if folders and file not in _ALONE else file
