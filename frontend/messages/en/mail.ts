import { messages } from "@/lib/messages";

/** The outbox on the admin page, the test mail, and the banner when the mail server refuses the sign-in. */
export default messages({
  title: "Mail",
  intro:
    "Every mail that students were promised, newest first. A mail that does not get through is tried again for 72 hours; what failed is kept here with its reason.",
  "state.ok": "Mails get through.",
  "state.refused sign-in": "The mail server refuses the lab’s sign-in",
  "state.refused sign-in.text":
    "No mail is tried for five minutes after each refusal, so that the account is not locked. Once the sign-in works, every waiting mail goes out by itself. Send a test mail to see what the server says and what to do.",
  "state.unreachable": "The mail server is away",
  "state.unreachable.text":
    "Mails wait and are tried again by themselves. Send a test mail to see what is wrong.",
  "state.delayed": "A mail has been waiting for more than five minutes",
  "state.delayed.text": "Its reason stands in the list below.",
  "state.refused": "The last three mails were all refused",
  "state.refused.text":
    "Their reasons stand in the list below. Send a test mail to see what the server says.",
  show: "Show",
  "show.all": "All mails",
  "show.queued": "On their way",
  "show.failed": "Failed",
  "show.sent": "Sent",
  "show.superseded": "Replaced",
  "show.held": "Held after a restore",
  failed: { one: "{count} mail failed", other: "{count} mails failed" },
  "column.mail": "Mail",
  "column.state": "State",
  "column.when": "When",
  "empty.all": "No mail was promised yet. The first one comes with the first print request.",
  empty: "There is no such mail.",
  gone: "job deleted",
  attempts: { one: "tried once", other: "tried {count} times" },
  next: "next try",
  more: "Show older mails",
  retry: "Try again",
  "retry.what": "Try the mail “{kind}” to {to} again",
  "retry.text":
    "It goes out within seconds if the mail server takes it. Mails that wait for the server are tried too.",
  retried: "The mail to {to} is being tried.",
  test: "Send a test mail",
  "test.text": "It is sent right now with the settings as they are, and you see what the mail server says.",
  "test.to": "Send it to",
  "test.to.hint": "Best an address that you can look into, outside the lab’s own.",
  "test.sent": "The test mail is on its way",
  "test.refused": "The test mail was refused",
  "test.said": "The answer was",
  "test.advice": "What to do",
  "test.guide": "docs/office-365.md explains every refusal of Microsoft’s.",
  "test.done": "Close",
  "banner.title": "Students get no mails right now",
  "banner.text":
    "The mail server refuses the lab’s sign-in. Mails wait and go out by themselves once it works again.",
  "banner.admin": "See the mails",
  "banner.staff": "Please tell the lab manager.",
});
