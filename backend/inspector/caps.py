"""How much of a file is read at most, so that no file can take the machine."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Caps:
    """Bounds on what one file may hold; a file beyond them is refused, not read."""

    triangles: int = 8_000_000
    points: int = 24_000_000
    line_bytes: int = 4 * MIB
    zip_entries: int = 1_000
    zip_directory_bytes: int = 2 * MIB
    zip_entry_bytes: int = 256 * MIB
    zip_total_bytes: int = 512 * MIB
    zip_ratio: int = 100
    zip_ratio_from_bytes: int = 4 * MIB  # below this a high ratio harms nobody
    model_parts: int = 500
    objects: int = 100_000
    components: int = 100_000
    instances: int = 10_000
    depth: int = 32
    gcode_head_bytes: int = MIB
    gcode_tail_bytes: int = 256 * 1024
    sliced_entry_bytes: int = 4 * MIB  # one text or picture inside a sliced file
    plates: int = 200


CAPS = Caps()
