"""Every sentence that the program says, by the name of what happened: a headline, and what to do.

For another language, copy the English tables under its two letters in _TABLES.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from opener.errors import OpenerError


@dataclass(frozen=True)
class Message:
    """What a dialog shows: a headline, and sentences that say what to do."""

    headline: str
    text: str


_ENGLISH = {
    "link_too_long": (
        "This link is too long",
        "The dashboard never makes such a link, so nothing was opened. Go back to the job and press “Open in "
        "slicer” again.",
    ),
    "not_our_link": (
        "This is not a link to a file of the lab",
        "A web page or a program asked for something that only the dashboard may ask for, so nothing was opened. "
        "If you pressed “Open in slicer” on the dashboard, reload the page and press it again.",
    ),
    "path_not_allowed": (
        "This file may not be opened",
        "The link asks for a name that could lead out of the lab's storage, so nothing was opened. "
        "If you saved the file yourself, give it a plain name of letters and digits, reload the job and try again.",
    ),
    "character_not_allowed": (
        "The file's name has a character that cannot be used",
        "The name holds “{character}”. Rename the file or its folder on the storage to plain letters, digits, "
        "spaces and "
        "dashes, reload the job and try again.",
    ),
    "kind_not_allowed": (
        "This kind of file is not opened from the browser",
        "Only models and sliced files are: {kinds}. Choose another file of the job, or open this one from its folder.",
    ),
    "link_on_the_way": (
        "The file is not where it seems to be",
        "“{part}” on the lab's storage is a link to another place, and links are not followed. Nothing was opened. "
        "Put the file itself into the job's folder and try again.",
    ),
    "not_a_file": (
        "There is a folder where a file should be",
        "The link leads to something that is not a file. Reload the job on the dashboard and choose a file from "
        "its list.",
    ),
    "not_found": (
        "The file is not there",
        "{path}\n\nThe lab's storage ({root}) has no such file. The job may just have moved to another status: reload "
        "the dashboard and press “Open in slicer” again. If it stays so, run the file check under Admin.",
    ),
    "not_readable": (
        "You may not read this file",
        "{path}\n\nThe storage refuses this file to your account on this computer. Sign in with the account that the "
        "lab uses, or ask whoever runs the share to let this account read it.",
    ),
    "share_away": (
        "The lab's storage cannot be reached",
        "“{root}” does not answer or is not connected. Open it once in the file manager (sign in if it asks), "
        "check the "
        "network cable or the Wi-Fi, then press “Open in slicer” again.",
    ),
    "no_slicer": (
        "No slicer for .{kind} files on this computer",
        "Install a slicer that opens .{kind} files, or name one in {config} under a heading such as [slicer "
        "PrusaSlicer].",
    ),
    "slicer_missing": (
        "{slicer} is not where it was",
        "“{program}” is not there. It may have been updated or removed. Install {slicer} again, or correct its "
        "“program” "
        "in {config}; “program = auto” finds the usual places.",
    ),
    "slicer_refused": (
        "{slicer} could not be started",
        "The computer answered: {answer}. Start {slicer} once by hand. If that works, ask the lab manager to look at "
        "its “program” in {config}.",
    ),
    "slicer_ended": (
        "{slicer} closed again at once",
        "It ended with code {code} before it could show the file. Start {slicer} once by hand: it usually says "
        "there what "
        "it needs. Then press “Open in slicer” again.",
    ),
    "cannot_ask": (
        "More than one slicer fits, and no window can be shown to ask",
        "Choose one in config.ini: leave .{kind} in the extensions of one slicer only.",
    ),
    "canceled": ("Nothing was opened", "You closed the choice of slicers. Press “Open in slicer” again when you like."),
    "config_missing": (
        "SlicerOpener is not set up on this computer",
        "It needs to know where the lab's storage is. Copy config.example.ini, name the copy config.ini, write your "
        "storage folder into it, and keep it in one of these places:\n\n{first}\n{second}",
    ),
    "config_broken": ("There is a mistake in config.ini", "{reason}\n\nThe file is {file}"),
    "wrong_call": (
        "SlicerOpener was called in a way it does not know",
        "It takes one link, or one of: --self-test, --forget, --version. Start it without anything to see how it "
        "is set up.",
    ),
    "unexpected": (
        "Something went wrong in SlicerOpener itself",
        "Nothing was opened. Open the file from its folder for now, and tell the lab manager these words: {answer}",
    ),
}

_ENGLISH_REASONS = {
    "not_utf8": (
        "The file is not saved as UTF-8. Open it in the editor, choose “Save as”, encoding UTF-8, and save it again."
    ),
    "unreadable": "The file cannot be read with your account. Ask the lab manager to let everybody read it.",
    "not_ini": (
        "Line {line} cannot be understood. Each line is a heading in [brackets], a “name = value”, or a remark "
        "after “#”; "
        "no heading and no name comes twice."
    ),
    "unknown_section": (
        "There is no heading [{section}]. The headings are [opener] and, for each slicer, [slicer Its Name]."
    ),
    "unknown_setting": "There is no setting “{setting}” under [{section}]. There are: {known}.",
    "no_root": "It does not say where the storage is. Write under [opener] a line such as: storage_root = Z:\\storage",
    "not_absolute": (
        "“{setting} = {value}” is not a full path. Write it from the very start, such as Z:\\storage or "
        "/mnt/3dprint_files."
    ),
    "not_one_of": "“{setting} = {value}” cannot be. Write one of: {known}.",
    "slicer_unknown": (
        "Under [{section}] there is no “program”, and this name is not known. Write program = and the full path, "
        "or use "
        "one of the names that are found by themselves: {known}."
    ),
    "not_exe": (
        "“program = {value}” is not a program. On Windows it must end in .exe; scripts (.bat, .cmd) are not started."
    ),
    "unknown_extension": "“{value}” under [{section}] is not a kind of file that is opened. There are: {known}.",
    "no_extensions": "Under [{section}] nothing says what it opens. Write a line such as: extensions = stl obj 3mf",
}

_ENGLISH_WORDS = {
    "choose": "Which program opens this .{kind} file?",
    "always": "Always use it for .{kind} files",
    "open": "Open",
    "cancel": "Cancel",
    "close": "Close",
    "copy": "Copy this text",
    "forget": "Ask again which slicer",
    "opening": "Opening in {slicer}",
    "ready": "SlicerOpener is ready",
    "not_ready": "SlicerOpener needs attention",
    "forgotten": "You will be asked again which slicer to use",
    "forgotten_text": "The next time more than one slicer fits, SlicerOpener asks.",
    "good": "OK",
    "bad": "To do",
    "config_at": "Settings: {file}",
    "root_at": "The lab's storage answers: {root}",
    "log_at": "Log of every request: {file}",
    "log_refused": "The log cannot be written: {file}. Choose another log_file in config.ini.",
    "slicer_at": "{slicer}: {program} (for {extensions})",
    "slicer_gone": "{slicer} is not at {program}. Correct its “program” in config.ini.",
    "no_slicers": "No slicer was found. Install one, or name one in config.ini under [slicer Its Name].",
    "registered": "Links {scheme}:// come to SlicerOpener",
    "not_registered": (
        "Links {scheme}:// do not come to SlicerOpener yet. Run register.bat (Windows) or linux/install.sh."
    ),
    "sample_opened": "The sample cube was opened in {slicer}. Look whether you see it there.",
    "sample_failed": "The sample cube was not opened. {headline}. {text}",
}

_TABLES = {"en": (_ENGLISH, _ENGLISH_REASONS, _ENGLISH_WORDS)}
LANGUAGES = tuple(_TABLES)


def of(error: OpenerError, language: str = "en") -> Message:
    """Return the words for what went wrong."""
    messages, reasons, _ = _TABLES[language]
    facts = dict(error.facts)
    if "reason" in facts:
        facts["reason"] = reasons[facts["reason"]].format_map(facts)
    headline, text = messages[error.name]
    return Message(headline.format_map(facts), text.format_map(facts))


def word(name: str, language: str = "en", facts: Mapping[str, str] | None = None) -> str:
    """Return a label or a short sentence."""
    return _TABLES[language][2][name].format_map(facts or {})
