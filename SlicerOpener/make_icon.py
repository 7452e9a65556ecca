"""Draw the icon: a cube with layers, as opener/icon.png (for windows) and SlicerOpener.ico (for the program).

`.venv/bin/python SlicerOpener/make_icon.py`; needs Pillow, which the server has anyway. The drawn files are committed.
"""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
SIZE, FINER = 256, 4
Point = tuple[float, float]
TOP, LEFT, RIGHT, LAYER = "#5eead4", "#0f766e", "#14b8a6", "#f0fdfa"
MIDDLE, UPPER, LOWER, HALF, SLOPE = 128, 24, 232, 96, 52


def drawn() -> Image.Image:
    """Return the picture, drawn larger and made smaller so that its edges are smooth."""
    large = Image.new("RGBA", (SIZE * FINER, SIZE * FINER))
    pen = ImageDraw.Draw(large)

    def face(color: str, *points: Point) -> None:
        pen.polygon([(x * FINER, y * FINER) for x, y in points], fill=color)

    near, left, right = UPPER + 2 * SLOPE, MIDDLE - HALF, MIDDLE + HALF
    face(TOP, (MIDDLE, UPPER), (right, UPPER + SLOPE), (MIDDLE, near), (left, UPPER + SLOPE))
    face(LEFT, (left, UPPER + SLOPE), (MIDDLE, near), (MIDDLE, LOWER), (left, LOWER - SLOPE))
    face(RIGHT, (right, UPPER + SLOPE), (MIDDLE, near), (MIDDLE, LOWER), (right, LOWER - SLOPE))
    for depth in (24, 50, 76):
        for side in (left, right):
            line = ((side, UPPER + SLOPE + depth), (MIDDLE, near + depth))
            face(LAYER, *line, (MIDDLE, near + depth + 7), (side, UPPER + SLOPE + depth + 7))
    return large.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    picture = drawn()
    picture.save(HERE / "opener/icon.png", optimize=True)
    picture.save(HERE / "SlicerOpener.ico", sizes=[(16, 16), (32, 32), (48, 48), (64, 64), (256, 256)])
