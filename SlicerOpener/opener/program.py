"""The order of it all: read the link, find the file, choose the slicer, start it, and say what went wrong."""

import contextlib
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from opener import VERSION, choice, dialogs, log, self_test
from opener.config import Config, load, usual_log_file
from opener.errors import OpenerError
from opener.house import House, this_house
from opener.launch import start
from opener.link import extension, parse_link
from opener.messages import Message, of, word
from opener.place import resolve
from opener.slicers import Slicer

SHARE_S = 15.0
Result = TypeVar("Result")


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; 0 when it was done. Any web page can choose the one link, nothing else."""
    house = this_house()
    match list(arguments):
        case [] | ["--self-test"] | ["--self-test", "--no-window"]:
            return report(house, "--self-test" in arguments, "--no-window" not in arguments)
        case ["--forget"]:
            return forget(house)
        case ["--version"]:
            return _write(f"SlicerOpener {VERSION}")
        case [link] if not link.startswith("-"):
            return open_link(link, house)
        case _:
            return _tell(OpenerError("wrong_call"), " ".join(arguments), house)


def open_link(link: str, house: House) -> int:
    """Open the file that a link asks for; 0 when the slicer runs, 1 when the user was told why not."""
    try:
        path = parse_link(link)
        config = load(house)
        file = within(SHARE_S, lambda: resolve(config.root, path), OpenerError("share_away", root=str(config.root)))
        slicer = _chosen(config, file, house)
        start(slicer, file, house.environment, house.system, config.source)
    except OpenerError as error:
        return _tell(error, link, house)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user is told instead of seeing nothing
        return _tell(OpenerError("unexpected", answer=f"{type(error).__name__}: {error}"), link, house)
    log.record(config.log_file, "opened", link, slicer.name)
    if config.has_notice:
        dialogs.notice(Message(word("opening", config.language, {"slicer": slicer.name}), file.name))
    return 0


def within(seconds: float, work: Callable[[], Result], late: OpenerError) -> Result:
    """Return what the work answers; raises its error, or `late` when a share hangs and it does not answer in time."""
    answers: list[Result] = []
    errors: list[BaseException] = []

    def body() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again by the one who waits
            errors.append(error)

    thread = threading.Thread(target=body, daemon=True)
    thread.start()
    thread.join(seconds)
    for error in errors:
        raise error
    if not answers:
        raise late
    return answers[0]


def _chosen(config: Config, file: Path, house: House) -> Slicer:
    """Return the slicer: the only one, the remembered one, or the one the user names. Raises OpenerError."""
    kind = extension(file.name)
    slicers = choice.fitting(config.slicers, kind, config.source)
    memory = _memory(house)
    choices = choice.remembered(memory)
    last = choices.get(kind)
    slicer = choice.settled(slicers, last)
    if slicer:
        return slicer
    names = [each.name for each in slicers]
    before = last.slicer if last and last.slicer in names else None
    answer = dialogs.choose(kind, file.name, names, before, config.language)
    if answer is None:
        raise OpenerError("canceled")
    choice.remember(memory, choices | {kind: answer})
    return slicers[names.index(answer.slicer)]


def _memory(house: House) -> Path:
    return house.state_folder() / "choices.json"


def _tell(error: OpenerError, link: str, house: House) -> int:
    """Log and show why nothing was opened."""
    log_file, language = _log_and_language(house)
    log.record(log_file, error.name, link, error.facts.get("slicer", "-"))
    if error.name != "canceled":
        dialogs.tell(of(error, language), language)
    return 1


def _log_and_language(house: House) -> tuple[Path, str]:
    """Return where to log and how to speak, also when the settings cannot be read."""
    try:
        config = load(house)
    except OpenerError:
        return usual_log_file(house), "en"
    return config.log_file, config.language


def report(house: House, with_sample: bool, with_window: bool) -> int:
    """Say how this computer is set up, in a window, on the console and in self-test.txt beside the log."""
    findings = self_test.look(house, with_sample)
    is_ready = all(finding.is_good for finding in findings)
    marks = {True: word("good"), False: word("bad")}
    text = "\n".join(f"{marks[finding.is_good]}: {finding.sentence}" for finding in findings)
    message = Message(word("ready" if is_ready else "not_ready"), text)
    _keep(house, message)
    _write(f"{message.headline}\n{text}")
    if with_window:
        dialogs.tell(message, "en", (word("forget"), lambda: _forget(house)))
    return 0 if is_ready else 1


def forget(house: House) -> int:
    """Forget the remembered choices, and say so."""
    _forget(house)
    dialogs.tell(Message(word("forgotten"), word("forgotten_text")), "en")
    return 0


def _forget(house: House) -> None:
    choice.remember(_memory(house), {})


def _keep(house: House, message: Message) -> None:
    """Leave the report where a program without a console can be asked for it."""
    file = house.state_folder() / "self-test.txt"
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{message.headline}\n{message.text}\n", encoding="utf-8")


def _write(text: str) -> int:
    if sys.stdout is not None:  # a program without a console has none
        sys.stdout.write(f"{text}\n")
    return 0
