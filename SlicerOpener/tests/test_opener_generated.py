"""Links made up by the thousand: pieces of attacks thrown together, and good links with something wrong in them."""

import os
import random
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from opener.errors import OpenerError
from opener.link import EXTENSIONS, parse_link
from opener.place import resolve
from opener.program import open_link
from opener_lab import JOB, Lab
from opener_watch import Watch

COUNT = 100_000 if os.environ.get("LAB_FAULTS") or os.environ.get("LAB_FULL") else 10_000
EVERY_WHOLE = 20  # one in so many goes through the whole program, with settings, log and dialog
START = "threedprint://open?path="
STARTS = (START, "3dprint://open?path=", "THREEDPRINT://OPEN/?path=", "threedprint:", "file:///", "")
PIECES = (
    *"abz019 .-_~%/\\:;?#&=+*|<>\"'`$^!()[]{}\0\n\t\r",
    *(
        "..",
        "../",
        "..%2f",
        "%2e%2e",
        "%2f",
        "%5c",
        "%00",
        "%25",
        "%252e",
        "%3a",
        "%20",
        "%0a",
        "%c0%af",
        "%ff",
        "//",
        "/./",
    ),
    *(
        "C:",
        "\\\\",
        "CON",
        "nul.",
        "COM1",
        "~1",
        "::$DATA",
        "-",
        "--load=",
        "\u202e",
        "\uff0f",
        "\u2025",
        "é",
        "e\u0301",
        "😀",
    ),
    *(f".{kind}" for kind in EXTENSIONS),
    *(".exe", ".bat", ".lnk", ".stl.", ".stl ", "outside", "secret.stl", "storage", JOB, "cube"),
)


def made_up(chance: random.Random, outside: Path) -> str:
    """Return one link that asks for no file that there is."""
    if chance.random() < 0.6:
        thrown = "".join(chance.choices(PIECES, k=chance.randint(1, 8)))
        return chance.choice(STARTS) + (quote(thrown, safe="/") if chance.random() < 0.7 else thrown) + ".stl"
    target = chance.choice((f"{JOB}/absent.stl", str(outside), f"../{outside.name}", f"{JOB}/../../../{outside.name}"))
    link = list(START + target)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(link))
        link[place : place + chance.randint(0, 2)] = chance.choice(PIECES)
    return "".join(link)


def test_made_up_links_open_nothing(lab: Lab, said: dict[str, list[str]]) -> None:
    outside = lab.root.parent / "secret.stl"
    outside.write_bytes(b"solid\n")
    chance, answers = random.Random(118), Counter[str]()
    for number in range(COUNT):
        link = made_up(chance, outside)
        answers[_answer(link, lab)] += 1
        if number % EVERY_WHOLE == 0:
            with Watch() as watch:
                assert open_link(link, lab.house) == 1, link
            assert watch.launches() == [], link
    assert lab.launched() == []
    assert answers["opened"] == 0
    assert answers["not_found"] > COUNT // 100, "hardly any link gets past the words, so the rest is not tried"
    said.setdefault("links made up", []).append(f"{COUNT} links: {dict(answers.most_common())}")


def _answer(link: str, lab: Lab) -> str:
    """Return why a link opens nothing; nothing is touched while its words are checked, and then only the storage."""
    with Watch() as words:
        try:
            path: str | None = parse_link(link)
        except OpenerError as error:
            path, answer = None, error.name
    assert words.events == [], link
    if path is None:
        return answer
    with Watch() as files:
        try:
            resolve(lab.root, path)
        except OpenerError as error:
            answer = error.name
        else:
            answer = "opened"
    assert files.launches() == [], link
    assert all(
        str(facts[0]).startswith(str(lab.root)) or str(lab.root).startswith(str(facts[0])) for _, facts in files.events
    )
    return answer
