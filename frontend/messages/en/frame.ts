import { messages } from "@/lib/messages";

/** Header, footer, and the pages for what is not there or went wrong. */
export default messages({
  "nav.student": "Pages for students",
  "nav.desk": "Pages of the desk",
  "nav.submit": "Submit a model",
  "nav.track": "Track a print",
  "nav.dashboard": "Jobs",
  "nav.admin": "Admin",
  "nav.inbox": "Inbox",
  staff: "Staff sign-in",
  signOut: "Sign out",
  slicer: "Set up the slicer link",
  workstation: "Workstation {name}",
  "live.connecting": "Connecting…",
  "live.live": "Live",
  "live.lost": "Reconnecting…",
  "live.hint": "Changes made elsewhere show here by themselves.",
  "live.lostHint": "The live connection is down. What you see may be out of date until it is back.",
  "live.fresh": "Last sign of life {when}",
  "session.waiting": "Checking who is signed in…",
  "session.failed": "The desk could not be opened",
  "missing.title": "Nothing is printed here",
  "missing.text":
    "The address may be cut short, or what it showed is gone. Links in mails are long: open them from the mail itself rather than typing them.",
  "missing.home": "Go to the start page",
});
