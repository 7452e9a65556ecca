import { messages } from "@/lib/messages";

/** Accepting or declining a price. */
export default messages({
  title: "The price of your print",
  description: "What your print costs and why. Accept or decline it here.",
  heading: "Your print costs {price}",
  waiting: "Looking up the price…",
  "failed.title": "We cannot show this price",
  for: "{reference}, {file}",
  until: "This price waits for you until",

  accept: "I accept {price}",
  acceptHint: "You pay when you pick it up, by its weighed grams.",
  confirm: "Confirm",
  confirming: "Confirming…",
  tick: "Tick “I accept {price}” first. If the price is too much for you, decline it below.",
  decline: "Decline…",
  "decline.sure": "Decline the price?",
  "decline.text":
    "Your request is canceled and nothing is charged. To print it after all you would have to send it again.",
  "decline.reason": "Why? It helps the desk.",
  "decline.do": "Decline and cancel",
  "decline.doing": "Declining…",
  "decline.back": "Back",
  reload: "Show the new price",

  "done.confirmed": "Accepted. It is in line for a printer.",
  "done.confirmedText":
    "You said yes to {price}. We mail you when the print is ready; until then there is nothing to do.",
  "done.closed": "This price needs no answer any more",
  "done.closedText": "Your request is now “{status}”.",
  "done.follow": "Follow your print",

  "expired.title": "This price waited too long",
  "expired.send": "Mail me a new link",
  "expired.sending": "Sending…",
  "expired.wait": "You can ask for a new link in {time}.",
  "expired.sent": "A new link is on its way to {email}",
  "expired.sentText":
    "Open it from there. If it is not in your inbox in some minutes, look in the spam folder.",
});
