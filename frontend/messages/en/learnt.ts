import { messages } from "@/lib/messages";

/** What the estimates that students see rest on. */
export default messages({
  title: "Estimates",
  intro:
    "What students are told a print will weigh and take, before it is sliced. It is learnt every day from the quotes that staff make.",
  first: {
    one: "Not learnt yet: the first values of this program. It learns from {count} quoted job on.",
    other: "Not learnt yet: the first values of this program. It learns from {count} quoted jobs on.",
  },
  learnt: { one: "Learnt from {count} job,", other: "Learnt from {count} jobs," },
  typical: "Typical error: weight {grams} % (was {gramsBefore} %), time {hours} % (was {hoursBefore} %).",
});
