"""A window of the program: a headline, a text, buttons. Readable at every scaling, whole with the keyboard.

All lengths are in points, so they grow with the scaling. Without a screen WindowError is raised.
"""

import contextlib
import ctypes
import tkinter
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

from opener.house import SYSTEM

ICON = Path(__file__).with_name("icon.png")
_TEXT_WIDTH = "330p"
_ICON_POINTS = 36
_LOOK_AGAIN_MS = 50
_PAPER, _INK, _ACCENT, _TINT = "#ffffff", "#1c1c1e", "#0f766e", "#ccfbf1"

WindowError = tkinter.TclError


class Window:
    """One window; `show` returns when it is closed."""

    def __init__(self, headline: str, text: str) -> None:
        """Lay out the headline and the text."""
        _ask_for_true_pixels()
        self.root = tkinter.Tk(className="SlicerOpener")
        self.root.withdraw()
        self.root.title("SlicerOpener")
        _scale(self.root)
        _style(self.root)
        frame = ttk.Frame(self.root, padding="15p")
        frame.pack(fill="both", expand=True)
        self._icon = self._load_icon()
        ttk.Label(frame, image=self._icon).pack(side="left", anchor="n", padx=("0p", "12p"))
        self.body = ttk.Frame(frame)
        self.body.pack(side="left", fill="both", expand=True)
        self.add_text(headline, "Headline.TLabel")
        for paragraph in filter(None, text.splitlines()):
            self.add_text(paragraph)
        self.root.bind("<Escape>", lambda _: self.close())
        self.root.protocol("WM_DELETE_WINDOW", self.close)

    def _load_icon(self) -> tkinter.PhotoImage:
        drawn = tkinter.PhotoImage(master=self.root, file=str(ICON))
        self.root.iconphoto(True, drawn)
        wanted = max(1, round(self.root.winfo_fpixels(f"{_ICON_POINTS}p")))
        return drawn.subsample(max(1, drawn.width() // wanted))

    def add_text(self, text: str, style: str = "TLabel") -> None:
        """Add a paragraph."""
        label = ttk.Label(self.body, text=text, style=style, wraplength=_TEXT_WIDTH, justify="left")
        label.pack(anchor="w", pady=("0p", "5p"))

    def add_row(self) -> ttk.Frame:
        """Add a row for buttons; they stand at its right."""
        row = ttk.Frame(self.body)
        row.pack(fill="x", pady=("5p", "0p"))
        return row

    def add_button(self, row: ttk.Frame, text: str, deed: Callable[[], None], is_first: bool = False) -> ttk.Button:
        """Add a button; Enter presses the one that has the focus, which is the first at the start."""
        button = ttk.Button(row, text=text, command=deed)
        button.pack(side="right", padx=("6p", "0p"))
        button.bind("<Return>", lambda _: button.invoke())
        if is_first:
            button.focus_set()
        return button

    def add_wide_button(self, text: str, deed: Callable[[], None], is_first: bool) -> None:
        """Add a button over the whole width, below what is there."""
        button = self.add_button(self.add_row(), text, deed, is_first)
        button.pack_configure(side="top", fill="x", expand=True, padx=0)

    def add_tick(self, row: ttk.Frame, text: str) -> tkinter.BooleanVar:
        """Add a box to tick at the left of a row; returns what says whether it is."""
        ticked = tkinter.BooleanVar(self.root, value=False)
        ttk.Checkbutton(row, text=text, variable=ticked).pack(side="left", padx=("0p", "12p"))
        return ticked

    def copy(self, text: str) -> None:
        """Put a text where the user can paste it."""
        self.root.clipboard_clear()
        self.root.clipboard_append(text)

    def close_when_clicked(self) -> None:
        """Close at a click anywhere in it."""
        self.root.bind("<Button>", lambda _: self.close())

    def close_after(self, seconds: float) -> None:
        """Close by itself."""
        self.root.after(round(seconds * 1000), self.close)

    def closing(self, deed: Callable[[], None]) -> Callable[[], None]:
        """Return what does the deed, then closes the window."""

        def body() -> None:
            deed()
            self.close()

        return body

    def close(self) -> None:
        """Close the window."""
        self.root.destroy()

    def show(self) -> None:
        """Show it in the middle, in front of the browser, until it is closed."""
        self.root.update_idletasks()
        width, height = self.root.winfo_reqwidth(), self.root.winfo_reqheight()
        left = max(0, (self.root.winfo_screenwidth() - width) // 2)
        top = max(0, (self.root.winfo_screenheight() - height) // 3)
        self.root.geometry(f"+{left}+{top}")
        self.root.resizable(False, False)
        self.root.attributes("-topmost", True)
        self.root.deiconify()
        self.root.after(_LOOK_AGAIN_MS, self._take_focus)
        self.root.mainloop()

    def _take_focus(self) -> None:
        """Take the keyboard as soon as there is a window to give it to."""
        if not self.root.winfo_viewable():
            self.root.after(_LOOK_AGAIN_MS, self._take_focus)
            return
        self.root.lift()
        (self.root.focus_lastfor() or self.root).focus_force()


def _ask_for_true_pixels() -> None:
    """Keep Windows from drawing small and enlarging the picture, which is blurred."""
    if SYSTEM == "Windows":
        with contextlib.suppress(AttributeError, OSError):
            getattr(ctypes, "windll").shcore.SetProcessDpiAwareness(1)  # noqa: B009 - there on Windows only


def _scale(root: tkinter.Tk) -> None:
    """Follow the desktop's scaling on Linux, where Tk knows the screen's size alone."""
    if root.tk.call("tk", "windowingsystem") == "x11":
        probe = tkinter.Tk(className="Xft")  # the desktop's setting is called Xft.dpi, and is read by that name only
        dots = str(probe.tk.call("option", "get", ".", "dpi", "Dpi"))
        probe.destroy()
        if dots.isdecimal() and 72 <= int(dots) <= 480:
            root.tk.call("tk", "scaling", int(dots) / 72)


def _style(root: tkinter.Tk) -> None:
    """Look as other programs do on Windows and macOS; on Linux, where Tk has no such look, plain and clear."""
    style = ttk.Style(root)
    family = "Segoe UI" if SYSTEM == "Windows" else "TkDefaultFont"
    if root.tk.call("tk", "windowingsystem") == "x11":
        family = _linux_family(root)
        _style_linux(root, style)
    style.configure(".", font=(family, 10))
    style.configure("TButton", padding="9p 4p", font=(family, 10))
    style.configure("Headline.TLabel", font=(family, 13, "bold"))


def _style_linux(root: tkinter.Tk, style: ttk.Style) -> None:
    style.theme_use("clam")
    root.configure(background=_PAPER)
    style.configure(".", background=_PAPER, foreground=_INK, focuscolor=_ACCENT)
    style.map("TButton", background=[("focus", _ACCENT), ("active", _TINT)], foreground=[("focus", _PAPER)])
    style.configure("TCheckbutton", indicatorsize=round(root.winfo_fpixels("9p")), indicatormargin="0p 0p 5p 0p")
    style.map("TCheckbutton", background=[("active", _PAPER)])


def _linux_family(root: tkinter.Tk) -> str:
    """Return the font that desktops usually have."""
    from tkinter import font

    there = set(font.families(root))
    usual = ("Cantarell", "Ubuntu", "Noto Sans", "DejaVu Sans", "Liberation Sans")
    return next((family for family in usual if family in there), "sans-serif")
