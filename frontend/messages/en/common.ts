import { messages } from "@/lib/messages";

/** Words that every room uses. */
export default messages({
  product: "3D Print System",
  offline: "The lab could not be reached. Check your connection and try again; what you typed is still here.",
  unavailable: "The print system is not answering properly right now. Wait a minute and try again.",
  "error.title": "That did not work",
  retry: "Try again",
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  copyLabel: "Copy {what}",
  copyFailed: "Copying was blocked. Select the text and copy it by hand.",
  loading: "Loading…",
  required: "required",
  optional: "optional",
  choose: "Choose…",
  skip: "Skip to the content",
  theme: "Light or dark",
  "theme.system": "Like this device",
  "theme.light": "Light",
  "theme.dark": "Dark",
  home: "Home",
});
