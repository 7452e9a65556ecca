"""Edges and bodies: every edge lies in the bucket of its lower point, and points of a body share a root."""

import numpy as np

from inspector.compiled.kernel import Indices, Words, kernel

_FEW = 24  # edges at one point that are sorted by insertion


@kernel("void(uint32[::1], int64, int64, int64)")
def _sift(values: Words, low: int, root: int, high: int) -> None:
    """Restore the heap of values[low:high] below the place ``root``."""
    while True:
        child = low + 2 * (root - low) + 1
        if child >= high:
            return
        if child + 1 < high and values[child + 1] > values[child]:
            child += 1
        if values[root] >= values[child]:
            return
        values[root], values[child] = values[child], values[root]
        root = child


@kernel("void(uint32[::1], int64, int64)")
def _sort(values: Words, low: int, high: int) -> None:
    """Put values[low:high] in order; a point with a million edges takes no more than its share."""
    if high - low <= _FEW:
        for i in range(low + 1, high):
            value, j = values[i], i - 1
            while j >= low and values[j] > value:
                values[j + 1] = values[j]
                j -= 1
            values[j + 1] = value
        return
    for root in range(low + (high - low) // 2 - 1, low - 1, -1):
        _sift(values, low, root, high)
    for end in range(high - 1, low, -1):
        values[low], values[end] = values[end], values[low]
        _sift(values, low, low, end)


@kernel("int64(int32[::1], int64)")
def _root(name: Indices, point: int) -> int:
    while name[point] != point:
        name[point] = name[name[point]]
        point = name[point]
    return point


@kernel("void(int32[::1], int64, int64)")
def _join(name: Indices, one: int, other: int) -> None:
    """Put two points into one body, which bears the name of its lowest point."""
    one, other = _root(name, one), _root(name, other)
    if one < other:
        name[other] = one
    elif other < one:
        name[one] = other


@kernel("boolean(int32, int32, int32)")
def _is_surface(a: int, b: int, c: int) -> bool:
    return a not in (b, c) and b != c


@kernel("void(int32[:, ::1], uint32[::1], uint32[::1], int32[::1])")
def gather(triangles: Indices, ends: Words, sides: Words, name: Indices) -> None:
    """Put the sides of the triangles into their buckets and join their points.

    ``ends`` has where each bucket starts and comes back with where it ends. A side is its higher point, and in its
    last bit the direction. Triangles that use a point twice are no surface.
    """
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if not _is_surface(a, b, c):
            continue
        for one, other in ((a, b), (b, c), (c, a)):
            low, high, backward = (one, other, 0) if one < other else (other, one, 1)
            sides[ends[low]] = np.uint32(high) << np.uint32(1) | np.uint32(backward)
            ends[low] += np.uint32(1)
        _join(name, a, b)
        _join(name, b, c)


@kernel("void(int32[:, ::1], uint32[::1])")
def count_sides(triangles: Indices, counts: Words) -> None:
    """Add to each point's count the sides of which it is the lower end."""
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if _is_surface(a, b, c):
            counts[min(a, b)] += np.uint32(1)
            counts[min(b, c)] += np.uint32(1)
            counts[min(c, a)] += np.uint32(1)


@kernel("UniTuple(int64, 3)(uint32[::1], uint32[::1])")
def count_edges(ends: Words, sides: Words) -> tuple[int, int, int]:
    """Count edges of one triangle, of more than two, and of two that run the same way."""
    single = crowded = turned = 0
    start = 0
    for point in range(len(ends)):
        end = int(ends[point])
        _sort(sides, start, end)
        i = start
        while i < end:
            after = i + 1
            while after < end and sides[after] >> np.uint32(1) == sides[i] >> np.uint32(1):
                after += 1
            single += after - i == 1
            crowded += after - i > 2
            turned += after - i == 2 and bool(sides[i] == sides[i + 1])
            i = after
        start = end
    return single, crowded, turned


@kernel("int64(int32[::1])")
def count_bodies(name: Indices) -> int:
    """Count the points whose name others bear."""
    is_head = np.zeros(len(name), np.bool_)
    bodies = 0
    for point in range(len(name)):
        if name[point] != point:
            head = _root(name, point)
            bodies += not is_head[head]
            is_head[head] = True
    return bodies
