import { messages } from "@/lib/messages";

/** The page that shows when a page of ours breaks. Small on purpose: every page carries it. */
export default messages({
  title: "This page broke",
  text: "That is our mistake, not yours. What you have already sent is safe. Try again; if it breaks again, tell the people at the desk what you were doing.",
  retry: "Try again",
});
