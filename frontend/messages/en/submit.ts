import { messages } from "@/lib/messages";

/** Sending a model. */
export default messages({
  title: "Submit a model",
  description:
    "Upload a 3D model, choose material and color, and get the price by mail before anything is printed.",
  "policy.title": "Good to know",

  "file.title": "Your file",
  "file.drop": "Drop your model here",
  "file.choose": "Choose a file",
  "file.formats": "{formats}, up to {size}",
  "file.other": "Choose another file",
  "file.sending": "Sending {name}",
  "file.progress": "{sent} of {total}",
  "file.speed": "{speed}/s",
  "file.left": "about {time} left",
  "file.stalled": "waiting for the network…",
  "file.silence":
    "Nothing has moved for a minute, so we stopped. Look at your connection and try again; the file is still chosen.",
  "file.checking": "All sent. Saving it…",
  "file.cancel": "Stop",
  "file.received": "{name} has arrived",
  "file.look":
    "{name} has arrived. Our check found something in it; please look at it before you send the form.",
  "file.tooLarge":
    "{name} has {size}, and we take up to {limit}. Save it as 3MF or as a binary STL, or reduce its triangles; both shrink it a lot.",
  "file.wrongKind":
    "{name} is not a file that we can print. Export your model as {formats}; every 3D program can, usually under File › Export.",
  "file.empty": "{name} is empty. Export the model again and choose the new file.",
  "file.gone":
    "Your file was kept for a day and is gone now. Choose it again; the rest of the form is still here.",
  "file.missing": "Choose the file that we should print.",
  "file.onItsWay": "Your file is still on its way. Press Submit again when it has arrived.",
  "decide.missing": "Replace the file, or tick “Send it anyway”.",

  "what.title": "What is it?",
  "how.title": "How should we print it?",
  "who.title": "Who are you?",

  notes: "Notes for the desk",
  "notes.hint": "For example: which side must look good, or what it has to hold.",
  due_date: "Needed by",
  "due_date.hint": "We try; the queue decides. Leave it empty if there is no hurry.",
  print_method: "Material",
  "print_method.price": "{price} per gram",
  color: "Color",
  "color.first": "Choose a material first; the colors depend on it.",
  printer: "Printer",
  "printer.first": "Choose a material first; the printers depend on it.",
  "printer.fits": "Your model fits",
  "printer.tooSmall": "Your model is too large for it",
  "printer.noneFits":
    "Your model is too large for every {method} printer. You can choose another material, scale it down, or send it anyway and talk to the desk.",
  student_name: "Your name",
  student_email: "E-mail",
  "student_email.hint": "The price and the pick-up note go there.",
  discipline: "What do you study?",
  class_number: "Class number",
  "class_number.hint": "Write N/A if it is not for a class.",
  acknowledged_minimum_charge: "I know that every pick-up costs at least {price}, however small the part.",

  "rule.required": "Please fill this in.",
  "rule.choose": "Please choose one.",
  "rule.tick": "Please tick this so that the price surprises nobody.",
  "rule.tooShort": "Please write at least {count} characters.",
  "rule.tooLong": "Please keep this within {count} characters.",
  "rule.email": "This does not look like an e-mail address. It needs a name, an @ and a domain.",
  "rule.date": "Please choose today or a later day.",

  send: "Submit",
  sending: "Submitting…",
  "send.text": "You pay nothing now. You see the exact price first and can still say no.",
  "send.errors": { one: "One field needs another look.", other: "{count} fields need another look." },
});
