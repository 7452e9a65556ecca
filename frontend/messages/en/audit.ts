import { messages } from "@/lib/messages";

/** The file check. */
export default messages({
  title: "File check",
  intro:
    "Compares every folder on the storage and every original with what the system knows. A check changes nothing; what it finds is put right here, one safe way for each kind.",
  start: "Check now",
  "start.text":
    "It runs in the background, and every night by itself. Nobody has to wait, and no file is changed.",
  "start.deep": "Also read files that look untouched (takes longer; done on Sundays by itself)",
  "start.done": "The check has started.",
  running: "Looking at job {done} of {jobs}…",
  "running.bar": "How far the file check is",
  "running.before": "Below is what the check before this one found.",
  checked: "Last checked",
  never: "The files were never checked",
  "never.text":
    "The first check runs tonight. Start one now to see whether everything is where it should be.",
  clean: "Everything is where it should be",
  "clean.text":
    "Every job has its folder, its files and its original. The next check runs tonight; after moving files by hand, start one yourself.",
  open: { one: "{count} open finding", other: "{count} open findings" },
  new: { one: "{count} is new", other: "{count} are new" },
  fresh: "new",
  "aborted.title": "The last check was given up",
  "aborted.before": "Below is what the last whole check found.",
  ask: "What would happen?",
  "ask.what": "What would happen to {path}?",
  "ask.all": { one: "What would happen to it?", other: "What would happen to all {count}?" },
  "ask.none": "Nothing is changed yet. Read it, then say who does it and why.",
  told: "What would happen",
  do: "Do it",
  more: { one: "… and {count} more", other: "… and {count} more" },
  asking: "Looking once more at the files…",
  "ask.failed": "It could not be looked at",
  "done.all": { one: "Done: {count} finding resolved.", other: "Done: {count} findings resolved." },
  "done.some": "{done} of {all} resolved. The others say what stands in the way.",
});
