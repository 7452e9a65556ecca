"""See whether this computer is set up: settings, storage, log, slicers, links, and a sample that really opens."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from opener import log
from opener.config import Config, load
from opener.errors import OpenerError
from opener.house import House
from opener.launch import start
from opener.link import parse_link
from opener.messages import of, word
from opener.place import resolve

SAMPLE = Path(__file__).with_name("cube.stl")
SCHEMES = ("threedprint", "3dprint")
_ASK_S = 10
_QUESTIONS = {
    "Windows": (r"C:\Windows\System32\reg.exe", "query", r"HKCU\Software\Classes\{scheme}\shell\open\command", "/ve"),
    "Linux": ("/usr/bin/xdg-mime", "query", "default", "x-scheme-handler/{scheme}"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and the sentence about it."""

    is_good: bool
    sentence: str


def look(house: House, with_sample: bool) -> list[Finding]:
    """Look at everything; with the sample, open it in the first slicer that takes it."""
    try:
        config = load(house)
    except OpenerError as error:
        message = of(error)
        return [Finding(False, f"{message.headline}. {message.text}"), *_links(house)]
    found = [
        Finding(True, _say("config_at", file=config.source)),
        _storage(config),
        _log(config),
        *_slicers(config),
        *_links(house),
    ]
    return [*found, _sample(config, house)] if with_sample else found


def _say(name: str, **facts: object) -> str:
    return word(name, facts={fact: str(value) for fact, value in facts.items()})


def _storage(config: Config) -> Finding:
    if config.root.is_dir():
        return Finding(True, _say("root_at", root=config.root))
    return Finding(False, of(OpenerError("share_away", root=str(config.root)), config.language).text)


def _log(config: Config) -> Finding:
    can_write = log.record(config.log_file, "self_test", "")
    return Finding(can_write, _say("log_at" if can_write else "log_refused", file=config.log_file))


def _slicers(config: Config) -> list[Finding]:
    if not config.slicers:
        return [Finding(False, _say("no_slicers"))]
    return [
        Finding(
            each.program.is_file(),
            _say(
                "slicer_at" if each.program.is_file() else "slicer_gone",
                slicer=each.name, program=each.program, extensions=" ".join(each.extensions),
            ),
        )
        for each in config.slicers
    ]  # fmt: skip


def _links(house: House) -> list[Finding]:
    """Ask the system who answers to our links; macOS has no such question."""
    question = _QUESTIONS.get(house.system)
    return [_link(scheme, question) for scheme in SCHEMES] if question else []


def _link(scheme: str, question: tuple[str, ...]) -> Finding:
    command = [part.format(scheme=scheme) for part in question]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_ASK_S, check=False, creationflags=hidden).stdout
    except (OSError, subprocess.TimeoutExpired):
        answer = b""
    is_ours = re.search(rb"slicer-?opener", answer, re.IGNORECASE) is not None
    return Finding(is_ours, _say("registered" if is_ours else "not_registered", scheme=scheme))


def _sample(config: Config, house: House) -> Finding:
    """Send a cube the whole way of a link, from a storage folder of its own."""
    folder = house.state_folder() / "sample"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
        file = resolve(folder, parse_link(f"threedprint://open?path={SAMPLE.name}"))
        slicer = next((each for each in config.slicers if "stl" in each.extensions), None)
        if slicer is None:
            raise OpenerError("no_slicer", kind="stl", config=str(config.source))
        start(slicer, file, house.environment, house.system, config.source)
    except OpenerError as error:
        message = of(error, config.language)
        return Finding(False, _say("sample_failed", headline=message.headline, text=message.text))
    return Finding(True, _say("sample_opened", slicer=slicer.name))
