import { messages } from "@/lib/messages";

/** What the system sees in a model. */
export default messages({
  title: "What we see in it",
  reading: "Reading your model…",
  slow: "This model takes a while to read. You can fill in the form and send it meanwhile.",
  thumbnail: "Picture of {name}",
  size: "Size",
  volume: "Volume",
  volumeCm3: "{volume} cm³",
  triangles: "Triangles",
  fits: "Fits on",
  fitsNone: "None of our printers in one piece. Scale it down or split it; the desk can help.",
  unread: "We could not measure this file. You can still send it; the desk will look at it by hand.",
  clean: "Nothing to worry about at first sight.",
  price: "You get the exact price by mail after we have sliced it.",
});
