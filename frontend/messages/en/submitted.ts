import { messages } from "@/lib/messages";

/** A model has been sent. */
export default messages({
  title: "We have it, {name}",
  reference: "Your reference",
  link: "Your tracking link",
  linkHint:
    "It is in the mail that we just sent you, too. Keep it to yourself: whoever has it can cancel the print.",
  linkName: "the tracking link",
  open: "Open the tracking page",
  next: "What happens next",
  mail: "A mail with this link is on its way to {email}. If it is not there in some minutes, look in the spam folder.",
  inbox: "This installation keeps its mails: see them in the inbox.",
  review: "The desk checks and slices your model during opening hours: {hours}.",
  price: "Then you get a second mail with the exact price. Nothing is printed before you accept it.",
  another: "Send another model",
});
