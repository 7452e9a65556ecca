"""Our estimate of weight and time against PrusaSlicer's, over real parts, each judged by what others taught.

    python -m bench.estimate [--profile fast classic] [--parts FOLDER]

PrusaSlicer and OpenSCAD of Debian and packages with real parts are unpacked into the temporary folder; nothing is
installed and nothing of it comes into the repository. What was sliced once is remembered there. No supports, 0.2 mm
layers, 15 % infill. Goals: weight within 5 % for half of the parts and within 20 % for 95 of 100; time within 12 % for
half and within 20 % for 80 of 100. "By the others" starts from figures set by hand, so that no part has a say in its
own estimate; "by 20" learns from 20 parts alone, as from a lab's first 20 jobs, with first values of the other profile.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from statistics import median

from bench.system import BACKEND

sys.path.insert(0, str(BACKEND))

from bench.estimate_parts import Part, parts
from bench.estimate_slices import BED_MM, LeftOutError, Measured, measured, sliced
from bench.estimate_tools import Unpacked
from inspector.coefficients import USUAL, Filament
from inspector.fit import fitted, learnt_names
from inspector.held_out import Errors, errors, held_out_errors
from inspector.report import Profile
from inspector.sample import FEWEST, Sample
from inspector.slicing.command import PROFILES, Machine

HOME = Path(tempfile.gettempdir()) / "lab-bench-estimate"
DRAWS = 20
NEAR = 0.2
GOALS = {"weight": (0.05, 0.95), "time": (0.12, 0.80)}
BY_HAND = Filament(
    infill=0.15, wall_mm=0.86, shell_mm=0.9, hang_mm=0.3, start_hours=0.01, hours_per_gram=0.04, hours_per_wall=0.004,
    least_layer_s=11,
)  # fmt: skip
SAME = 4  # digits of the measures by which two files hold the same part


def collected(found: Sequence[Part]) -> tuple[list[Measured], Counter[str]]:
    """Measure all parts; say how many were left out and why."""
    kept: dict[tuple[str, ...], Measured] = {}
    left_out: Counter[str] = Counter()
    for part in found:
        try:
            one = measured(part, HOME)
        except LeftOutError as why:
            left_out[str(why)] += 1
            continue
        key = tuple(f"{value:.{SAME}g}" for value in (one.model.volume_mm3, one.model.side_mm2, one.model.level_mm2))
        if key in kept:
            left_out["the same as another"] += 1
        kept.setdefault(key, one)
    return list(kept.values()), left_out


def show_sources(compared: Sequence[Measured], left_out: Counter[str]) -> None:
    """Print where the parts come from and what is missing."""
    for source, count in Counter(each.part.source for each in compared).items():
        print(f"{count:4} parts  {source}")
    print("left out:   " + ", ".join(f"{count} {why}" for why, count in left_out.most_common()))


def show(title: str, found: Errors) -> None:
    """Print how far off the weights and the times are."""
    for name, off in (("weight", found.grams), ("time", found.hours)):
        half, near = GOALS[name]
        share = sum(each <= NEAR for each in off) / len(off)
        print(
            f"{title:<19} {name:<6}: half within {median(off):6.1%} (goal {half:.0%}),"
            f" {share:5.1%} within {NEAR:.0%} (goal {near:.0%})"
        )


def compare(profile: Profile, all_parts: Sequence[Measured], slicer: Path) -> None:
    """Slice the parts for one profile and print how near the estimates come."""
    answers = sliced(list(all_parts), slicer, Machine(profile, BED_MM), HOME)
    pairs = [(part, answer) for part, answer in zip(all_parts, answers, strict=True) if answer is not None]
    samples = [Sample(part.model, answer.grams, answer.hours) for part, answer in pairs]
    print(f"\n{profile}: {len(samples)} parts compared, {len(answers) - len(samples)} refused by the slicer")
    show("by the first values", errors(samples, USUAL[profile]))
    crossed = held_out_errors(samples, BY_HAND)
    show("by the others", crossed)
    show(f"by {FEWEST}, {DRAWS} draws", from_few(samples, profile))
    worst = sorted(zip(crossed.grams, crossed.hours, pairs, strict=True), key=lambda each: -max(each[:2]))[:5]
    print("farthest: " + ", ".join(f"{part.part.name} ({g:.0%}, {h:.0%})" for g, h, (part, _) in worst))
    learnt = asdict(fitted(samples, BY_HAND))
    print("learnt from all: " + ", ".join(f"{name} {learnt[name]:.3g}" for name in learnt_names(BY_HAND)))


def from_few(samples: Sequence[Sample], profile: Profile) -> Errors:
    """Learn from as few jobs as it may, again and again; judge by all others together."""
    usual = next(values for other, values in USUAL.items() if other != profile)
    grams, hours = [], []
    for draw in range(DRAWS):
        mixed = list(samples)
        Random(draw).shuffle(mixed)
        judged = errors(mixed[FEWEST:], fitted(mixed[:FEWEST], usual))
        grams += judged.grams
        hours += judged.hours
    return Errors(grams, hours)


def main() -> None:
    """Fetch, measure, slice, compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.estimate")
    parser.add_argument("--profile", nargs="+", choices=PROFILES, default=list(PROFILES))
    parser.add_argument("--parts", type=Path, metavar="FOLDER", help="parts of one's own besides")
    options = parser.parse_args()
    unpacked = Unpacked(HOME)
    unpacked.debian()
    compared, left_out = collected(list(parts(unpacked, options.parts)))
    show_sources(compared, left_out)
    for profile in options.profile:
        compare(profile, compared, unpacked.program("prusa-slicer"))


if __name__ == "__main__":
    main()
