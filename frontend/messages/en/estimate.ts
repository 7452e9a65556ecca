import { messages } from "@/lib/messages";

/** What a print will roughly take, from its shape alone. */
export default messages({
  title: "Rough estimate",
  about: "About {grams}, about {hours} of printing, so roughly {price}.",
  sliced: "A trial in a slicer says so; the desk may print it another way.",
  supports: "Parts of it hang in the air: supports under them may bring it to the upper end.",
  range: "{low} to {high}",
  grams: "{grams} g",
});
