"""Read config.ini. Each mistake in it is answered with the file, the place and what to write instead."""

import configparser
from dataclasses import dataclass
from pathlib import Path

from opener import slicers
from opener.errors import OpenerError
from opener.house import House
from opener.link import EXTENSIONS
from opener.messages import LANGUAGES
from opener.slicers import Slicer

AUTOMATIC = "auto"
_OPENER = "opener"
_SLICER = "slicer "
_SETTINGS = ("storage_root", "language", "log_file", "notice")
_SLICER_SETTINGS = ("program", "options", "extensions")


@dataclass(frozen=True)
class Config:
    """What the lab set: storage folder, slicers in their order, log file, language, whether success is told."""

    source: Path
    root: Path
    slicers: tuple[Slicer, ...]
    log_file: Path
    language: str
    has_notice: bool


def usual_log_file(house: House) -> Path:
    """Return where the log lies unless config.ini says otherwise."""
    return house.state_folder() / "opener.log"


def load(house: House) -> Config:
    """Read the first config.ini there is. Raises OpenerError: config_missing or config_broken."""
    places = house.config_places()
    source = next((place for place in places if place.is_file()), None)
    if source is None:
        raise OpenerError("config_missing", first=str(places[0]), second=str(places[1]))
    return _Reader(source, house).config()


class _Reader:
    """Reads one file; every complaint names it."""

    def __init__(self, source: Path, house: House) -> None:
        self._source = source
        self._house = house
        self._parser = configparser.ConfigParser(interpolation=None, default_section="\0")

    def config(self) -> Config:
        self._parse()
        self._check_names()
        return Config(
            self._source,
            self._root(),
            self._slicers(),
            self._log_file(),
            self._one_of("language", "en", LANGUAGES),
            self._one_of("notice", "no", ("no", "yes")) == "yes",
        )

    def _broken(self, reason: str, **facts: str) -> OpenerError:
        return OpenerError("config_broken", file=str(self._source), reason=reason, **facts)

    def _parse(self) -> None:
        try:
            self._parser.read_string(self._source.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            raise self._broken("not_utf8") from error
        except OSError as error:
            raise self._broken("unreadable") from error
        except configparser.Error as error:
            raise self._broken("not_ini", line=str(getattr(error, "lineno", None) or _first_line(error))) from error

    def _check_names(self) -> None:
        """Find misspelt names, which would otherwise be passed over in silence."""
        for section in self._parser.sections():
            if section != _OPENER and not section.startswith(_SLICER):
                raise self._broken("unknown_section", section=section)
            known = _SETTINGS if section == _OPENER else _SLICER_SETTINGS
            for name in self._parser[section]:
                if name not in known:
                    raise self._broken("unknown_setting", setting=name, section=section, known=", ".join(known))

    def _text(self, name: str) -> str:
        return self._parser.get(_OPENER, name, fallback="").strip()

    def _root(self) -> Path:
        text = self._text("storage_root")
        if not text:
            raise self._broken("no_root")
        return self._absolute("storage_root", text)

    def _absolute(self, setting: str, text: str) -> Path:
        path = Path(text).expanduser()
        if not path.is_absolute() or "\0" in text:
            raise self._broken("not_absolute", setting=setting, value=text)
        return path

    def _log_file(self) -> Path:
        text = self._text("log_file")
        return self._absolute("log_file", text) if text else usual_log_file(self._house)

    def _one_of(self, setting: str, usual: str, allowed: tuple[str, ...]) -> str:
        value = self._text(setting).lower() or usual
        if value not in allowed:
            raise self._broken("not_one_of", setting=setting, value=value, known=", ".join(allowed))
        return value

    def _slicers(self) -> tuple[Slicer, ...]:
        """Return the slicers that are listed and found; when none is listed, all that are installed."""
        listed = [section for section in self._parser.sections() if section.startswith(_SLICER)]
        if not listed:
            return slicers.installed(self._house)
        found = (self._slicer(section) for section in listed)
        return tuple(slicer for slicer in found if slicer)

    def _slicer(self, section: str) -> Slicer | None:
        name = section.removeprefix(_SLICER).strip()
        known = slicers.KNOWN.get(name)
        texts = self._parser[section]
        written = texts.get("program", AUTOMATIC).strip()
        if written == AUTOMATIC and known is None:
            raise self._broken("slicer_unknown", section=section, known=", ".join(slicers.KNOWN))
        program = slicers.find(name, self._house) if written == AUTOMATIC else self._program(written)
        if program is None:
            return None
        options = tuple(texts["options"].split()) if "options" in texts else known.options if known else ()
        return Slicer(name, program, options, self._extensions(section, known.extensions if known else ()))

    def _program(self, text: str) -> Path:
        """Windows would start a .bat by way of its shell, which reads a file's name as commands."""
        program = self._absolute("program", text)
        if self._house.system == "Windows" and program.suffix.lower() != ".exe":
            raise self._broken("not_exe", value=text)
        return program

    def _extensions(self, section: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        text = self._parser[section].get("extensions", "")
        written = tuple(word.lower().lstrip(".") for word in text.replace(",", " ").split())
        for word in written:
            if word not in EXTENSIONS:
                raise self._broken("unknown_extension", value=word, section=section, known=", ".join(EXTENSIONS))
        if not written and not usual:
            raise self._broken("no_extensions", section=section)
        return written or usual


def _first_line(error: configparser.Error) -> int:
    """Return the first line that could not be read."""
    errors = getattr(error, "errors", None)
    return errors[0][0] if errors else 1
