import { messages } from "@/lib/messages";

/** A model that can be turned. */
export default messages({
  turn: "Turn it in 3D",
  view: "{name} in 3D",
  loading: "Loading the 3D view…",
  failed: "The 3D view could not be loaded",
  damaged: "The 3D view of this model is damaged. Ask the lab manager to run “./lab inspect-again --all”.",
  none: "This computer cannot show 3D; the picture above is what there is.",
  close: "Close the 3D view",
  left: "Turn left",
  right: "Turn right",
  higher: "Look from higher up",
  lower: "Look from lower down",
  nearer: "Nearer",
  farther: "Farther away",
  reset: "As at first",
  overhangs: "Show overhangs",
  "overhangs.text": "Orange parts lean out more than 45° with nothing under them and may need supports.",
  bed: "{printer}: bed {size}. A line every {line} mm, a strong one every {label} mm.",
  ground: "A line every {line} mm, a strong one every {label} mm.",
  simplified: "Simplified view: {shown} of {of} triangles.",
  hint: "Drag to turn it; scroll or pinch to come nearer. Keys: arrows turn, + and − zoom, R starts again, Escape closes.",
});
