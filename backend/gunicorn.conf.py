"""How gunicorn serves the API and, with LAB_ROLE=streams, the live updates (one long answer per open dashboard)."""

import os
from pathlib import Path

from gunicorn.http.unreader import SocketUnreader

from app.utils.attention import PIECE_BYTES

_STREAMS = os.environ.get("LAB_ROLE") == "streams"
_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own private files there

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = 1 if _STREAMS else int(os.environ.get("WEB_WORKERS", "2"))
threads = 200 if _STREAMS else int(os.environ.get("WEB_THREADS", "8"))
# Loaded once, then copied: another process costs neither the time nor the memory of loading, also when it replaces one
# that died. What cannot be copied, connections and threads, must not be there yet (tests/structure/test_loading.py).
preload_app = True
# A gthread worker shows life between requests, however long one lasts: this catches only a process that hangs whole.
timeout = 60
# A stream never ends by itself; the browser comes back by itself.
graceful_timeout = 1 if _STREAMS else 10
# Longer than the front door keeps its idle connections (2 min), so that it never writes into one that we just closed.
keepalive = 130
# One socket per account would be fought over by every server of every installation.
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info").lower()
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
    worker_tmp_dir = str(_MEMORY)

# What is received beyond the piece that was asked for is copied over and over while it waits.
SocketUnreader.max_body_chunk = PIECE_BYTES
