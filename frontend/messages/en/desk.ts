import { messages } from "@/lib/messages";

/** Words that the rooms of the desk share. */
export default messages({
  "acting.label": "Performing action as",
  "acting.choose": "Choose your name…",
  "acting.missing": "Choose your name first, so that the log says who did it.",
  "acting.none": "Nobody is on the staff list. Add a name in Admin first.",
  "acting.failed": "The staff list could not be read.",
});
