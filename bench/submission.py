"""A submission of 5 MB over HTTP, against a bare copy + SHA-256 + fsync of the same bytes, with 1 and 8 clients.

    python -m bench.submission

Goal: <= 2.5x at both, the median of the rounds' ratios, as what else the machine does meets both sides of a round. The
time of a submission ends with its 201: by then the original is on the disk and the job, its event, its mail and its
move are committed. Neither side pays for what is not its own: every thread of the API has its connection and its
prepared statements before the clock runs, the models lie on the disk, and both sides' files go when a round is over, as
the first to touch memory that the machine has not used yet pays for it. Rounds go on until enough of them had the
processors to themselves: what the host of a virtual machine takes hits a submission, which computes, harder than a
copy, which waits for the disk. What it took is told.
"""

import hashlib
import http.client
import itertools
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import TypeVar
from urllib.parse import urlsplit

from bench.shared_machine import is_quiet, watched
from bench.system import System, running

SIZE = 5_000_000
TRIANGLES = (SIZE - 84) // 50
ROUNDS = 75
MOST_ROUNDS = 4 * ROUNDS
EACH = 8
PIECE = 64 * 1024
BOUNDARY = "----WebKitFormBoundaryq3Zr8TnVb1Lk5WdX"
WARM_UP = 96
FORM = {
    "student_name": "Mira Holm", "discipline": "Architecture", "class_number": "ARCH 2002", "print_method": "Filament",
    "color": "True Red", "printer": "Prusa MK4S", "acknowledged_minimum_charge": "true",
}  # fmt: skip
OPEN_DOORS = {
    "LIMIT_SUBMIT_PER_ADDRESS": "100000/minute", "LIMIT_SUBMIT_GLOBAL": "100000/minute",
}  # fmt: skip
_numbers = itertools.count()
T = TypeVar("T")


def model() -> bytes:
    """Return a binary STL that nobody has sent before."""
    return uuid.uuid4().bytes.ljust(80, b" ") + TRIANGLES.to_bytes(4, "little") + os.urandom(50) * TRIANGLES


def written(file: Path) -> Path:
    """Write such a model to a file, durably: nobody is to wait for it later."""
    with file.open("wb") as stream:
        stream.write(model())
        stream.flush()
        os.fsync(stream.fileno())
    return file


def body(content: bytes) -> bytes:
    """Write the student's form with the model as a multipart body."""
    fields = FORM | {"student_email": f"student{next(_numbers)}@example.edu"}
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    head = "".join(parts) + f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="part.stl"\r\n'
    return f"{head}Content-Type: model/stl\r\n\r\n".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def submit(system: System, content: bytes) -> None:
    """Send one submission and expect its 201."""
    connection = http.client.HTTPConnection(urlsplit(system.url).netloc, timeout=120)
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    connection.request("POST", "/api/v1/submit", content, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status != 201:
        raise RuntimeError(f"{answer.status}: {text[:300]!r}")


def bare(folder: Path, source: Path) -> None:
    """Copy a file with the same bytes to the same disk, hashing it, and make the copy durable."""
    target = folder / uuid.uuid4().hex
    sha256 = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while piece := reader.read(PIECE):
            sha256.update(piece)
            writer.write(piece)
        writer.flush()
        os.fsync(writer.fileno())


def timed_ms(work: Callable[[T], None], contents: Iterable[T], clients: int) -> float:
    """Return the median time of one call, with `clients` threads taking turns through `contents`."""
    waiting, times = iter(contents), []
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                content = next(waiting, None)
            if content is None:
                return
            start = time.perf_counter()
            work(content)
            times.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return median(times)


def rounds(system: System, clients: int) -> Iterator[tuple[float, float]]:
    """Yield the median times of a submission and of a bare copy, in milliseconds, a round each."""
    copies = system.data / "copies"
    copies.mkdir(exist_ok=True)
    while True:
        models = [written(system.data / f"model-{n}") for n in range(EACH)]
        bodies = [body(each.read_bytes()) for each in models]
        ours = timed_ms(lambda content: submit(system, content), bodies, clients)
        yield ours, timed_ms(lambda source: bare(copies, source), models, clients)
        empty(copies, system.data / "originals")


def quietest_rounds(system: System, clients: int) -> tuple[list[tuple[float, float]], str]:
    """Play until enough rounds were quiet, but not for ever; return the quietest ones, and what they are in words."""
    played: list[tuple[float, tuple[float, float]]] = []
    for each in rounds_watched(system, clients):
        played.append(each)
        if sum(is_quiet(percent) for percent, _ in played) == ROUNDS or len(played) == MOST_ROUNDS:
            break
    quietest = sorted(played, key=itemgetter(0))[:ROUNDS]
    most = f"of their processor time the host took {quietest[-1][0]:.0f} % at most"
    return [times for _, times in quietest], f"the quietest {ROUNDS} of {len(played)} rounds: {most}"


def rounds_watched(system: System, clients: int) -> Iterator[tuple[float, tuple[float, float]]]:
    """Yield with every round how many percent of the processors the host took meanwhile."""
    going = rounds(system, clients)
    while True:
        with watched() as denied:
            times = next(going)
        yield denied.percent, times


def empty(*folders: Path) -> None:
    """Remove the files of a round."""
    for each in (file for folder in folders for file in folder.iterdir()):
        each.unlink()


def warm_up(system: System) -> None:
    """Let every thread of the API do a few submissions."""
    timed_ms(lambda content: submit(system, content), (body(model()) for _ in range(WARM_UP)), EACH)


def main() -> None:
    """Print one line a number of clients."""
    with running(settings=OPEN_DOORS) as system:
        warm_up(system)
        for clients in (1, 8):
            times, said = quietest_rounds(system, clients)
            ours, floor = (median(each) for each in zip(*times, strict=True))
            ratio = median(submitted / copied for submitted, copied in times)
            print(f"{clients} clients: {ours:6.1f} ms, bare {floor:6.1f} ms, ratio {ratio:.2f} (goal <= 2.5)")
            print(f"    {said}")


if __name__ == "__main__":
    main()
