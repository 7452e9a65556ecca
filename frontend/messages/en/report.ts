import { messages } from "@/lib/messages";

/** What the system sees in a model. */
export default messages({
  title: "What we see in it",
  reading: "Reading your model…",
  slow: "This model takes a while to read. You can fill in the form and send it meanwhile.",
  thumbnail: "Picture of {name}",
  size: "Size",
  volume: "Volume",
  triangles: "Triangles",
  fits: "Fits on",
  fitsNone: "None of our printers in one piece. Scale it down or split it; the desk can help.",
  unread: "We could not measure this file. You can still send it; the desk will look at it by hand.",
  clean: "Nothing to worry about at first sight.",
  reason: "The desk may reject it for this: “{reason}”.",
  "decide.title": "Please look at this before you send it",
  "decide.text":
    "The surest way is to mend the model and replace the file. You can also send it as it is. The desk will look at it, but may have to reject it, or the print may fail.",
  "decide.accept": "Send it anyway. I know that it may be rejected or fail.",
  "decide.replace": "Replace the file",
  price: "You get the exact price by mail after we have sliced it.",
});
