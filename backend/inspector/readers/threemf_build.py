"""Set the objects of a 3MF on its plate: components within components, each placed and turned."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

import numpy as np

from inspector.caps import Caps
from inspector.errors import Unreadable, too_complex, unsafe
from inspector.mesh import Box, Mask, Mesh, Points, Triangles, box_of, sound, used, weld
from inspector.notes import Notes
from inspector.readers.threemf_part import Part, Placed, Thing, Transform

_LEFT_OUT = ("support", "other", "none")  # never printed by themselves


Block = TypeVar("Block", Points, Triangles)


class Key(NamedTuple):
    """An object within the package."""

    path: str
    object_id: str


class Cost(NamedTuple):
    """How much an object becomes when it is built."""

    instances: int
    triangles: int


class _Builder:
    """Look objects up, count before building, then build."""

    def __init__(self, part_of: Callable[[str], Part], notes: Notes, caps: Caps) -> None:
        self._part_of = part_of
        self._notes = notes
        self._caps = caps
        self._costs: dict[Key, Cost] = {}
        self._meshes: dict[Key, tuple[Points, Triangles]] = {}

    def thing(self, key: Key) -> Thing:
        """Return the object."""
        thing = self._part_of(key.path).things.get(key.object_id)
        if thing is None:
            raise Unreadable("It refers to a part that it does not hold.")
        return thing

    def cost(self, key: Key, trail: tuple[Key, ...] = ()) -> Cost:
        """Count what an object becomes, each object once. Raises Refused for cycles and depth."""
        if key in trail:
            raise unsafe("cycle")
        if len(trail) > self._caps.depth:
            raise unsafe("instances")
        if key not in self._costs:
            thing = self.thing(key)
            inner = [self.cost(target(key.path, placed), (*trail, key)) for placed in thing.components]
            own = sum(len(block) for block in thing.triangles)
            self._costs[key] = Cost(1 + sum(c.instances for c in inner), own + sum(c.triangles for c in inner))
        return self._costs[key]

    def instances(self, key: Key, transform: Transform) -> Iterator[tuple[Points, Triangles]]:
        """Build an object and all it is made of."""
        thing = self.thing(key)
        if thing.kind in _LEFT_OUT:
            return
        if thing.triangles or key in self._meshes:
            yield sound(*_moved(*self._mesh(key, thing), transform), self._notes)
        for placed in thing.components:
            yield from self.instances(target(key.path, placed), _after(placed.transform, transform))

    def _mesh(self, key: Key, thing: Thing) -> tuple[Points, Triangles]:
        if key not in self._meshes:
            points = np.concatenate([np.empty((0, 3)), *thing.points])
            thing.points.clear()
            triangles = np.concatenate(thing.triangles)
            thing.triangles.clear()
            self._meshes[key] = weld(*used(*sound(points, self._existing(triangles, len(points)), self._notes)))
        return self._meshes[key]

    def _existing(self, triangles: Triangles, point_count: int) -> Triangles:
        """Leave out triangles of points that there are not, saying so."""
        if triangles.min() >= 0 and triangles.max() < point_count:
            return triangles
        exists: Mask = np.all((triangles >= 0) & (triangles < point_count), axis=1)
        self._notes.count("skipped_faces", int(len(exists) - exists.sum()))
        return triangles[exists]


def target(path: str, placed: Placed) -> Key:
    """Return which object is placed, seen from the part that says so."""
    return Key((placed.path or path).lower().lstrip("/"), placed.object_id)


def build(part_of: Callable[[str], Part], root: str, notes: Notes, caps: Caps) -> Mesh | None:
    """Return everything that stands on the plate of the root part; None when nothing does."""
    builder = _Builder(part_of, notes, caps)
    items = [(target(root, item), item.transform) for item in part_of(root).items]
    costs = [builder.cost(key) for key, _ in items]
    if sum(cost.instances for cost in costs) > caps.instances:
        raise unsafe("instances")
    if sum(cost.triangles for cost in costs) > caps.triangles:
        raise too_complex(caps.triangles)
    points: list[Points] = []
    triangles: list[Triangles] = []
    boxes: list[Box] = []
    base = 0
    for key, transform in items:
        first = len(points)
        for moved, faces in builder.instances(key, transform):
            points.append(moved)
            triangles.append(faces + np.int32(base) if base else faces)
            base += len(moved)
        boxes += _boxes(points[first:])
    return Mesh(_joined(points), _joined(triangles), tuple(boxes)) if base else None


def _joined(blocks: list[Block]) -> Block:
    """Return the blocks as one; a single one is large and not copied."""
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def _boxes(blocks: list[Points]) -> list[Box]:
    """Return the one box around an item's points, or none when it has no points."""
    corners = [box_of(block) for block in blocks if len(block)]
    return [box_of(np.concatenate(corners))] if corners else []


def _after(inner: Transform, outer: Transform) -> Transform:
    """Return the transform that does the inner one first."""
    with np.errstate(all="ignore"):
        both = inner @ outer[:3]
        both[3] += outer[3]
    return both


def _moved(points: Points, triangles: Triangles, transform: Transform) -> tuple[Points, Triangles]:
    """Place a mesh; one that is mirrored keeps its outside outside."""
    with np.errstate(all="ignore"):  # absurd transforms give infinite points, which are left out later
        is_turned = not np.array_equal(transform[:3], np.eye(3))
        moved = points @ transform[:3] if is_turned else points.copy()
        moved += transform[3]
        is_mirrored = np.linalg.det(transform[:3]) < 0
    return moved, np.ascontiguousarray(triangles[:, ::-1]) if is_mirrored else triangles
