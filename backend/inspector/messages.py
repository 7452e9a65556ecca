"""Every text that people read, in one place: what is wrong and what to do about it."""

from inspector.report import Severity, Warned

EXPORT_AGAIN = "Export it again as STL or 3MF and send the new file."
SLICE_AGAIN = "Slice the model again and save the new file, or enter weight and time by hand."
TOO_LARGE_ADVICE = "Simplify (decimate) the model or export it again, and send the new file."

WARNINGS: dict[str, tuple[Severity, str]] = {
    "unreadable": ("danger", "We could not check this file: {why} {advice}"),
    "no_picture": ("info", "We could not draw a picture of this model. The file itself is kept as sent."),
    "count_differs": (
        "info",
        "The file says it holds {said:,} triangles but holds {found:,}. We went by what is there. "
        "If parts are missing, export it again.",
    ),
    "skipped_faces": (
        "danger",
        "{count:,} faces are damaged and were left out. The print may have holes. " + EXPORT_AGAIN,
    ),
    "bad_numbers": (
        "danger",
        "{count:,} triangles have corners that are no usable numbers and were left out. The print may "
        "have holes. Repair the model or export it again.",
    ),
    "flat": (
        "danger",
        "The model is flat: one of its sides measures 0 mm, so nothing can be printed. Give it "
        "a thickness and send it again.",
    ),
    "no_volume": (
        "danger",
        "The surfaces of the model enclose no space, so nothing can be printed. Make it a solid and send it again.",
    ),
    "open_edges": (
        "warning",
        "The model is not closed (not watertight): {count:,} edges have a surface on one side only. "
        "Walls or floors may be missing in the print. Repair it in your program, or with the repair "
        "function of a slicer, and send it again. Its volume is only approximate.",
    ),
    "nonmanifold_edges": (
        "info",
        "At {count:,} edges more than two surfaces meet. Slicers usually cope. If the print preview "
        "looks wrong, join the parts into one solid first.",
    ),
    "degenerate_faces": (
        "info",
        "{count:,} faces have no area (degenerate). Slicers leave them out. If the print preview looks wrong, "
        "clean up the mesh and export it again.",
    ),
    "turned_faces": (
        "warning",
        "Some surfaces face inwards and others outwards, so parts may be missing in the print and the "
        "volume is only approximate. Recalculate the normals in your program and export it again.",
    ),
    "inside_out": (
        "info",
        "The surfaces face inwards. Slicers usually turn them round. If the print preview looks "
        "empty, flip the normals and export it again.",
    ),
    "several_bodies": (
        "info",
        "The file holds {count:,} separate pieces. If they are meant to be one object, join them "
        "(union) before you export.",
    ),
    "unit_small": (
        "warning",
        "The model would be only {size} mm large. Was it drawn in {unit}? Then it should be {corrected} mm large: "
        "set the unit to millimetres, or scale it by {factor}, and send it again.",
    ),
    "unit_large": (
        "warning",
        "The model would be {size} mm large, more than any printer can take. Were {unit} and millimetres mixed up on "
        "the way? Then it should be {corrected} mm large: divide its size by {factor} and send it again.",
    ),
    "too_small": (
        "warning",
        "The model is only {size} mm at its largest. Details this small do not print. Check the "
        "scale and the unit (inches?) and send it again.",
    ),
    "too_big": (
        "danger",
        "The model ({size} mm) fits none of our printers. Make it smaller or cut it into parts, and send it again.",
    ),
    "thin_features": (
        "warning",
        "Some walls are only about {thinnest} mm thick. Filament needs at least {filament} mm and resin {resin} mm, or "
        "parts may be missing or break off. Thicken these walls or scale the model up, and send it again.",
    ),
    "enter_by_hand": ("info", "This file does not say {what}. Read it in the slicer and enter it by hand."),
    "not_sliced": (
        "warning",
        "This project is not sliced: it holds neither weight nor time. Slice it in your slicer, export the "
        "G-code into the same folder and choose that file.",
    ),
    "closed_format": (
        "info",
        "Only PreForm can read this file. Look up resin and time there and enter them by hand.",
    ),
    "scripts": (
        "warning",
        "The settings in this file name scripts that a slicer would run on the computer that exports from it. "
        "Please save it without them (Print Settings, Output options, Post-processing scripts), or use a plain model.",
    ),
    "not_copied": (
        "danger",
        "We could not make a copy of this file without scripts: {why} Ask for another file, or open it as it is and "
        "remove the scripts in the slicer (Print Settings, Output options, Post-processing scripts) before you export.",
    ),
}

REFUSALS: dict[str, str] = {
    "empty": "The file is empty. Export your model again and send the new file.",
    "no_triangles": "The file holds no triangles, so there is nothing to print. " + EXPORT_AGAIN,
    "foreign": "This is {what}, not a 3D model. Export your model as STL, OBJ or 3MF and send that file.",
    "renamed": "This is {what}, but its name ends in .{extension}. Rename it to .{right} and send it again.",
    "unknown": "This is not {what}. Export your model as STL, OBJ or 3MF and send that file.",
    "extension": "We take .stl, .obj and .3mf files. Export your model in one of these and send that file.",
    "cut_binary_stl": (
        "The file is cut off: it announces {said:,} triangles, which need {needed:,} bytes, but it has "
        "{size:,}. Export it again, wait until it is saved, and send the new file."
    ),
    "cut_ascii_stl": (
        "The file is cut off: its end is missing. Export it again, wait until it is saved, and send the new file."
    ),
    "cut_3mf": (
        "The 3MF file is cut off or damaged and cannot be opened. Export it again, wait until it is "
        "saved, and send the new file."
    ),
    "no_model_part": "This 3MF file holds no model. Open your project, export it as 3MF or STL, and send that file.",
    "no_vertex": "The OBJ file holds no points, so there is nothing to print. " + EXPORT_AGAIN,
    "bomb": ("The file unpacks to far more data than a model needs, so we do not open it. " + EXPORT_AGAIN),
    "entries": "The 3MF file holds too many parts inside. " + EXPORT_AGAIN,
    "dtd": "The file defines its own XML document type, which no model needs, so we do not open it. " + EXPORT_AGAIN,
    "cycle": "A part of this file contains itself, so it cannot be built. " + EXPORT_AGAIN,
    "instances": (
        "The file repeats its parts so often that it cannot be opened safely. Leave only what shall "
        "be printed, export it again and send the new file."
    ),
    "unsafe_sliced": (
        "This file is built in a way that could harm the computer that opens it, so we do not read it. Do not "
        "open it. Slice the model again and save the new file, or enter weight and time by hand."
    ),
    "too_complex": (
        "The model has more than {most:,} triangles, which is more than slicers can handle well. "
        "Simplify (decimate) it and send it again."
    ),
}


def warned(code: str, **facts: object) -> Warned:
    """Return the warning of that code with its facts filled in."""
    severity, text = WARNINGS[code]
    return {"code": code, "text": text.format(**facts).strip(), "severity": severity}


def unreadable(why: str, advice: str = EXPORT_AGAIN) -> Warned:
    """Return the warning for a file that could not be read; ``why`` is a whole sentence."""
    return warned("unreadable", why=why, advice=advice)


def refusal_text(key: str, **facts: object) -> str:
    """Return the text of a refusal with its facts filled in."""
    return REFUSALS[key].format(**facts)
