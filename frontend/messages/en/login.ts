import { messages } from "@/lib/messages";

/** Where a workstation signs in. */
export default messages({
  title: "Staff sign-in",
  intro: "This signs in the computer, not a person. Who does what is chosen with every action.",
  workstation: "Workstation",
  password: "Password",
  show: "Show",
  hide: "Hide",
  showPassword: "Show the password",
  hidePassword: "Hide the password",
  submit: "Sign in",
  busy: "Signing in…",
  missing: "Please fill this in.",
  lost: "Lost the password? An admin workstation can set a new one under Admin; the lab’s server can, too.",
  student: "Not staff? Go to the student pages",
});
