import { messages } from "@/lib/messages";

/** Opening files in a slicer, and setting a computer up for it. */
export default messages({
  open: "Open in slicer",
  "open.short": "Open",
  "open.name": "Open {name} in the slicer",
  who: "Who opens this file?",
  "who.text": "The job’s timeline keeps it. This tab remembers the name for the next files.",
  nothing: "Did nothing open?",
  "nothing.text":
    "Allow the link when the browser asks. If it never asks, this computer is not set up for it yet. Until then, open the file from here, or download it with a press on its name:",
  "nothing.path": "the file’s place",
  "nothing.setup": "Set this computer up",
  "nothing.close": "It opened",

  title: "Open files in your slicer",
  lead: "A web page cannot start a program. SlicerOpener can: a small program on this computer that opens files of the lab’s storage, and nothing else. Set it up once on every computer of the desk.",
  root: "Storage folder of this computer",
  "root.missing":
    "Nobody has said yet where this computer has the lab’s storage. An admin sets it under Admin, Workstations; download the program afterwards.",
  download: "Download for {workstation}",
  "download.text": "One folder with the program and the settings of this workstation.",
  steps: "Then, on this computer",
  "step.1": "Unpack the folder to a place where it can stay, for example your documents.",
  "step.2.windows": "Double-click register.bat. It needs no administrator and says when it is done.",
  "step.2.linux": "Run linux/install.sh in a terminal.",
  "step.2.macos":
    "Run macos/build.sh in a terminal. Then copy config.ini to Library/Application Support/SlicerOpener in your home folder.",
  "step.3": "Open a file of any job. The browser asks once; tick that it may always open these links.",
  needs:
    "On Windows the download holds a program when your lab has built one; otherwise, and on Linux and macOS, Python 3.11 or newer must be there.",
  system: "This computer runs",
  windows: "Windows",
  linux: "Linux",
  macos: "macOS",
});
