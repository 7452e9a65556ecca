"""Tell a container engine whether the system, or the named components of it, are well.

Usage: is_well.py http://host:port [component ...]. Exit code 0 when the API answers and every named component is ok.
"""

import json
import sys
import urllib.error
import urllib.request


def main(base_url: str, names: list[str]) -> int:
    """Ask the health call once; say what is wrong on standard output."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{base_url}/api/v1/health", timeout=4) as answer:
            components = json.load(answer)["components"]
    except (OSError, ValueError, KeyError) as error:
        print(error)  # noqa: T201 - the container engine keeps it
        return 1
    unwell = {name: components.get(name) for name in names if components.get(name) != "ok"}
    if unwell:
        print(unwell)  # noqa: T201 - the container engine keeps it
    return 1 if unwell else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
