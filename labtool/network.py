"""Find the addresses under which other computers reach this one."""

import contextlib
import socket


def lan_addresses() -> list[str]:
    """Return this machine's IPv4 addresses, the one towards the network first; nothing is sent."""
    found: list[str] = []
    # Without a route the names below are all there is.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is looked up
        found.append(str(probe.getsockname()[0]))
    with contextlib.suppress(socket.gaierror):  # the host's own name may be unknown to the resolver
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [address for address in dict.fromkeys(found) if not address.startswith("127.")]
