import { messages } from "@/lib/messages";

/** Files whose settings name programs that a slicer would run, and what to do about them. */
export default messages({
  title: "This file carries scripts",
  "title.unknown": "This file cannot be read",
  what: "“{name}” tells the slicer to run this on your computer:",
  "what.unknown":
    "We could not read the settings in “{name}”, so nobody knows whether it tells the slicer to run programs on your computer.",
  danger:
    "A slicer runs it in your name when you export the G-code, without asking again. It can then read, change or delete whatever you can, also on the lab’s storage and network. A model needs no scripts: without them its shape and its print settings are the same.",
  "danger.unknown":
    "Ask the student or whoever saved it for a file that was exported anew. Open it only if you know where it comes from, and look at Post-processing scripts in the slicer before you export.",
  copy: "Make a copy without scripts",
  "copy.busy": "Making a copy…",
  copied: "“{name}” lies beside the file now and is opened. The file itself was not changed.",
  asItIs: "Open it as it is",
  "asItIs.busy": "Opening…",
  "asItIs.text":
    "You take it upon yourself for this job and this very content; the log keeps your name. A file that is saved with other scripts asks again.",
  back: "Back",
  note: "Carries scripts that a slicer would run on your computer",
  "note.accepted": "Carries scripts; {who} accepted them",
  "note.unknown": "Could not be read, so it may carry scripts",
  more: { one: "and {count} more", other: "and {count} more" },
});
