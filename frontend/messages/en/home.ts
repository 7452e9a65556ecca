import { messages } from "@/lib/messages";

/** The start page. */
export default messages({
  title: "Send a model, pick up the print",
  lead: "Upload your 3D model from any phone or computer. The print desk checks it and tells you the price; nothing is printed until you say yes. No account needed.",
  description: "Upload a 3D model, accept the price from your mail, pick up the print at the desk.",
  submit: "Submit a model",
  track: "Track a print",
  "desk.title": "The desk today",
  "desk.room": "Where",
  "desk.hours": "Open",
  "desk.busy": "How busy",
  "busy.calm": "Calm",
  "busy.busy": "Busy",
  "busy.very_busy": "Very busy",
  "busy.queue": { one: "{count} request in line", other: "{count} requests in line" },
  "busy.none": "nobody in line",
  "busy.printing": { one: "{count} printing now", other: "{count} printing now" },
  "steps.title": "How it works",
  "steps.send": "Send your file",
  "steps.sendText": "You see its size, what to watch out for and which printers it fits before you send it.",
  "steps.accept": "Accept the price",
  "steps.acceptText":
    "We check the model, slice it and mail you the exact price. You say yes or no right from the mail.",
  "steps.collect": "Pick it up",
  "steps.collectText": "We mail you when it is done. You pay at the desk, by weight.",
  "offer.title": "What we print",
  "offer.perGram": "{price} per gram",
  "offer.colors": { one: "{count} color", other: "{count} colors" },
  "offer.largest": "Up to {size}",
  "offer.minimum": "Every pick-up costs at least {price}. You bring {formats} files of up to {size}.",
  "track.title": "Already sent one?",
  "track.text": "Paste the tracking link from any of our mails.",
  "track.label": "Tracking link",
  "track.open": "Open",
  "track.empty": "Paste the link first. It is in the mail that we sent when your file arrived.",
  "track.reference":
    "{reference} is the right reference, but it alone does not open the page: anybody could guess it. Search your mail for {reference}; every mail of ours about it has the link.",
  "track.unknown":
    "This does not look like a tracking link. It starts with {example} and is quite long; copy all of it from the mail.",
});
