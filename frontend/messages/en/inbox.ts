import { messages } from "@/lib/messages";

/** The mails of an installation that sends none. */
export default messages({
  title: "Inbox",
  description: "The mails that this installation keeps instead of sending them.",
  lead: "This installation keeps its mails instead of sending them. Here they are, as their readers would get them; the links work.",
  list: "Mails, newest first",
  empty: "No mail yet",
  emptyText: "Submit a model, and the first mail is here a moment later.",
  submit: "Submit a model",
  choose: "Choose a mail to read it.",
  preview: "The mail “{subject}”",
  refresh: "Look for new mail",
  "failed.title": "There is no inbox here",
});
