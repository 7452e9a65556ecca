import { messages } from "@/lib/messages";
import type { Job } from "@/types/job";

/** Following a print. */
export default messages({
  title: "Your print",
  description: "Where your print is, what it costs, and what is needed from you.",
  waiting: "Looking up your print…",
  "failed.title": "We cannot show this print",
  home: "Go to the start page",
  changed: "Now: {status}",

  "now.title": "What happens now",
  "now.answer": "Your answer is needed",
  "now.answerText": "Your print costs {price}. We start it when you accept.",
  "now.look": "See the price and answer",
  "now.expired": "The price is waiting, but the link to accept it has run out",
  "now.expiredText":
    "Open it once more from our mail about the price: the page then mails you a new link. You can also ask at the desk.",
  "now.collect": "Ready for you",
  "now.collectText": "Come with the reference {reference} and something to pay with. {place}",
  "now.queue": {
    one: "You are next in line for a printer.",
    other: "You are number {count} in line for a printer.",
  },

  comments: "Comments",

  "timeline.title": "Progress",
  "timeline.current": "now",
  "timeline.ahead": "still to come",

  "facts.title": "What you sent",
  "facts.file": "File",
  "facts.material": "Material",
  "facts.printer": "Printer",
  "facts.sent": "Sent",
  "facts.estimate": "Estimate",
  "facts.picture": "Picture of {name}",
  "facts.warnings": "What we noticed in the file",

  "price.title": "Price",
  "price.price": "Price",
  "price.weight": "Weight",
  "price.weightG": "{grams} g",
  "price.volume": "{grams} g, from {ml} ml of resin",
  "price.rate": "Material",
  "price.rateText": "{price} per gram",
  "price.minimum": "Minimum",
  "price.minimumText": "{price} per pick-up",
  "price.minimumApplies": "The material alone would cost less, so the minimum applies.",
  "price.time": "Print time",
  "price.timeText": "{time}, not charged",
  "price.comment": "Note from the desk",

  "cancel.title": "Changed your mind?",
  "cancel.text": "You can cancel for free until the print starts.",
  "cancel.ask": "Cancel this print…",
  "cancel.sure": "Cancel {reference} for good?",
  "cancel.sureText": "The desk stops working on it. To print it after all you would have to send it again.",
  "cancel.reason": "Why? It helps the desk.",
  "cancel.do": "Yes, cancel it",
  "cancel.doing": "Canceling…",
  "cancel.keep": "No, keep it",
});

/** What each status means for the student, in one sentence. */
const MEANING: Record<Job["status"], string> = {
  UPLOADED:
    "The desk checks and slices your model. You get the price by mail; there is nothing for you to do until then.",
  PENDING: "We have a price for you and wait for your answer.",
  READYTOPRINT:
    "You accepted the price. Your print waits for a free printer; there is nothing for you to do.",
  PRINTING: "It is on the printer right now. We mail you when it is done.",
  COMPLETED: "Your print is done and waits for you at the desk.",
  PAIDPICKEDUP: "Paid and picked up. Enjoy it!",
  REJECTED: "We could not print this one. Below is why; change the model and send it again.",
  CANCELED: "This print is canceled. Nothing was charged. You can send it again any time.",
  ARCHIVED: "This print was finished some time ago.",
};

/** Say what a status means for the student; empty for one that this page does not know. */
export function meaning(status: string): string {
  return new Map<string, string>(Object.entries(MEANING)).get(status) ?? "";
}
