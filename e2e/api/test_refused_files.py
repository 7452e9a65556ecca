"""Files that are no models, not whole or too large are refused in words, and nothing of them stays."""

import socket
from collections.abc import Callable

import pytest

from e2e import models
from e2e.caller import Answer, multipart
from e2e.shop import Shop
from e2e.student import Student
from e2e.traces import nothing_left_behind

WHOLE = models.stl()
ASCII_CUT = b"solid part\nfacet normal 0 0 0\n outer loop\n  vertex 0 0 0\n"
REFUSED = {
    "html as stl": ("page.stl", models.HTML, 415, "not_a_model"),
    "png as stl": ("picture.stl", models.PNG, 415, "not_a_model"),
    "program as stl": ("setup.stl", models.EXE, 415, "not_a_model"),
    "html as obj": ("page.obj", models.HTML, 415, "not_a_model"),
    "png as 3mf": ("picture.3mf", models.PNG, 415, "not_a_model"),
    "stl as obj": ("part.obj", WHOLE, 415, "not_a_model"),
    "model as exe": ("part.exe", WHOLE, 415, "not_a_model"),
    "no extension": ("part", WHOLE, 415, "not_a_model"),
    "two extensions": ("part.stl.exe", WHOLE, 415, "not_a_model"),
    "nothing in it": ("part.stl", b"", 422, "empty"),
    "blanks only": ("part.obj", b" \n\n", 422, "empty"),
    "cut binary stl": ("part.stl", WHOLE[:-10], 422, "truncated"),
    "only a header": ("part.stl", WHOLE[:84], 422, "truncated"),
    "cut ascii stl": ("part.stl", ASCII_CUT, 422, "truncated"),
    "cut 3mf": ("part.3mf", models.threemf()[:-30], 422, "truncated"),
}
Send = Callable[[Student, str, bytes], Answer]
DOORS: dict[str, Send] = {
    "submit": lambda student, name, content: student.send_model(name, content),
    "upload": lambda student, name, content: student.post_form("/uploads", {}, (name, content)),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_whole_model(what: str, door: str, shop: Shop, student: Student) -> None:
    name, content, status, code = REFUSED[what]
    with nothing_left_behind(shop):
        DOORS[door](student, name, content).refusal(status, code)


@pytest.mark.parametrize("door", DOORS)
def test_over_the_limit(door: str, shop: Shop, student: Student) -> None:
    limit = student.get("/catalog").ok()["limits"]["max_upload_bytes"]
    with nothing_left_behind(shop):
        problem = DOORS[door](student, "big.stl", models.big_stl(limit + 100)).refusal(413, "too_large")
    assert str(limit // 1024**2) in problem["detail"]


def test_at_the_limit_is_taken(student: Student) -> None:
    limit = student.get("/catalog").ok()["limits"]["max_upload_bytes"]
    content = models.big_stl(limit)
    assert limit - 50 < len(content) <= limit
    assert student.post_form("/uploads", {}, ("big.stl", content)).ok(201)["size"] == len(content)


@pytest.mark.parametrize("path", ["/api/v1/submit", "/api/v1/uploads"])
def test_over_the_limit_without_a_length(path: str, shop: Shop, student: Student) -> None:
    limit = student.get("/catalog").ok()["limits"]["max_upload_bytes"]
    body, content_type = multipart(student.form(), ("big.stl", models.big_stl(limit + 100)))
    with nothing_left_behind(shop):
        send_in_chunks(student, path, body, content_type).refusal(413, "too_large")


@pytest.mark.parametrize("said_bytes", [None, 10 * 1024**3])
def test_a_sender_that_never_ends_is_cut_off(said_bytes: int | None, shop: Shop, student: Student) -> None:
    limit = student.get("/catalog").ok()["limits"]["max_upload_bytes"]
    start = multipart(student.form(), ("big.stl", b""))
    head = start[0].rpartition(b"\r\n--")[0]
    with nothing_left_behind(shop):
        sent = send_for_ever(student, head, start[1], said_bytes, enough=10 * limit)
    assert sent < 4 * limit, f"{sent} bytes were taken"


@pytest.mark.parametrize(
    ("path", "status", "code"), [("/jobs", 405, "method_not_allowed"), ("/nowhere", 404, "not_found")]
)
def test_a_refusal_that_comes_before_the_file_has_is_heard(
    path: str, status: int, code: str, shop: Shop, student: Student
) -> None:
    with nothing_left_behind(shop):
        student.post_form(path, {}, ("big.stl", models.big_stl(40_000_000))).refusal(status, code)


def test_one_in_chunks_is_taken(student: Student) -> None:
    body, content_type = multipart(student.form(), ("part.stl", WHOLE))
    send_in_chunks(student, "/api/v1/submit", body, content_type).ok(201)


def send_in_chunks(student: Student, path: str, body: bytes, content_type: str, size: int = 65536) -> Answer:
    """Send a body whose length is not said beforehand, and read the answer however early it comes."""
    connection = student.connection()
    try:
        pieces = (body[start : start + size] for start in range(0, len(body), size))
        connection.request("POST", path, pieces, {"Content-Type": content_type}, encode_chunked=True)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def send_for_ever(student: Student, head: bytes, content_type: str, said_bytes: int | None, enough: int) -> int:
    """Send zeros until the server ends it or we have sent enough; return how many bytes went out."""
    length = f"Content-Length: {said_bytes}" if said_bytes else "Transfer-Encoding: chunked"
    lines = ["POST /api/v1/submit HTTP/1.1", f"Host: {student.host}", f"Content-Type: {content_type}", length, "", ""]
    piece, sent = bytes(1024**2), 0
    with socket.create_connection((student.host, student.port), 30, (student.address, 0)) as wire:
        wire.sendall("\r\n".join(lines).encode() + _framed(head, said_bytes))
        try:
            while sent < enough:
                wire.sendall(_framed(piece, said_bytes))
                sent += len(piece)
        except OSError:
            return sent  # the server hung up, as it should
    return sent


def _framed(piece: bytes, said_bytes: int | None) -> bytes:
    return piece if said_bytes else f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


ODD_NAMES = {
    "path upwards": "../../../etc/passwd.stl",
    "windows path": "C:\\Users\\x\\..\\part.stl",
    "nul": "pa\0rt.stl",
    "device": "CON.stl",
    "300 characters": "x" * 296 + ".stl",
    "japanese": "部品の模型.stl",
    "arabic": "نموذج.stl",
    "emoji": "🚀🚀.stl",
    "only an extension": ".stl",
    "capitals": "PART.STL",
    "trailing dots": "part....stl",
    "quotes and signs": "a'b;c&d$(e)`f`|g.stl",
    "markup": "<img src=x onerror=alert(1)>.stl",
    "percent": "%2e%2e%2fpart.stl",
    "right to left": "part\u202elts.exe.stl",
}


@pytest.mark.parametrize("what", ODD_NAMES)
def test_odd_names_are_stored_under_ours(what: str, shop: Shop, student: Student) -> None:
    job = student.submitted(ODD_NAMES[what])
    row = shop.rows(f"SELECT file_name, folder_name, original_filename, number FROM jobs WHERE id = '{job.id}'")[0]
    assert row["file_name"] == f"{row['folder_name']}.stl" and len(row["file_name"]) <= 80
    assert row["folder_name"].endswith(f"_Filament_TrueRed_{row['number']}")
    assert row["folder_name"].replace("_", "").replace("-", "").isascii()
    assert row["folder_name"].replace("_", "").replace("-", "").isalnum()
    assert "/" not in row["original_filename"] and "\\" not in row["original_filename"]
    assert row["original_filename"].isprintable() or what == "right to left"
