"""What picture.light, picture.shade and picture.thumbnail do to each pixel."""

import numpy as np
import numpy.typing as npt

from inspector.compiled.kernel import Indices, Reals, kernel

Half = np.float32
Owners = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@kernel("void(float32[:, ::1], int32[:, ::1], int32[:, ::1], float32[:, :, ::1], boolean[:, ::1])")
def find_normals(points: Reals, triangles: Indices, owners: Owners, normals: Reals, backs: Mask) -> None:
    """Fill in the direction of the surface at each pixel, turned to the eye, and where its back is seen."""
    for row in range(len(owners)):
        for column in range(owners.shape[1]):
            if owners[row, column] < 0:
                continue
            corners = triangles[owners[row, column]]
            a, b, c = points[corners[0]], points[corners[1]], points[corners[2]]
            ux, uy, uz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
            vx, vy, vz = c[0] - a[0], c[1] - a[1], c[2] - a[2]
            x, y, z = -(uy * vz - uz * vy), uz * vx - ux * vz, -(ux * vy - uy * vx)
            length = max(np.sqrt(x * x + y * y + z * z), Half(1e-30))
            is_back = z < 0
            if is_back:
                length = -length
            backs[row, column] = is_back
            normals[row, column, 0], normals[row, column, 1], normals[row, column, 2] = (
                x / length,
                y / length,
                z / length,
            )


@kernel("void(float32[:, ::1], float32[:, :, ::1], int64, int64[:, ::1], float32[::1], float32, float32[:, ::1])")
def find_hidden(
    depth: Reals, normals: Reals, step: int, shifts: npt.NDArray[np.int64], radii: Reals, lift: Half, hidden: Reals
) -> None:
    """Sum up at every ``step``th pixel how far what lies around it rises above its surface."""
    height, width = hidden.shape
    for row in range(height):
        for column in range(width):
            here = depth[row * step, column * step]
            if here == -np.inf:
                continue
            nx, ny, nz = normals[row * step, column * step]
            steep = max(nz, Half(0.25))
            slope_x, slope_y = -nx / steep, ny / steep
            total = Half(0)
            for i in range(len(shifts)):
                dx, dy = shifts[i]
                y, x = min(max(row + dy, 0), height - 1), min(max(column + dx, 0), width - 1)
                there = depth[y * step, x * step]
                if there == -np.inf:
                    continue
                rise = (there - here) / Half(step) - (slope_x * Half(dx) + slope_y * Half(dy))
                share = min(max(rise / radii[i] - lift, Half(0)), Half(1))
                total += share * min(max(Half(2.5) - rise / (Half(2) * radii[i]), Half(0)), Half(1))
            hidden[row, column] = total


@kernel(
    "void(float32[:, :, ::1], boolean[:, ::1], int32[:, ::1], float32[:, ::1], float32[:, ::1], float32[:, :, ::1])"
)
def light_up(normals: Reals, backs: Mask, owners: Owners, openness: Reals, colours: Reals, light: Reals) -> None:
    """Fill in the light at each pixel.

    Rows of ``colours``: sky, ground, outside, inside, then the direction and the colour of each light.
    """
    for row in range(len(owners)):
        for column in range(owners.shape[1]):
            if owners[row, column] < 0:
                continue
            x, y, z = normals[row, column]
            free = openness[row, column]
            upward = y * Half(0.5) + Half(0.5)
            material = colours[3 if backs[row, column] else 2]
            for channel in range(3):
                ground = colours[1, channel]
                light[row, column, channel] = (ground + (colours[0, channel] - ground) * upward) * free
            for lamp in range(4, len(colours), 2):
                way, colour = colours[lamp], colours[lamp + 1]
                facing = max((x * way[0] + y * way[1] + z * way[2] + Half(0.15)) / Half(1.15), Half(0))
                wrapped = facing ** Half(1.2) * (Half(0.35) + Half(0.65) * free)
                for channel in range(3):
                    light[row, column, channel] += wrapped * colour[channel]
            for channel in range(3):
                light[row, column, channel] *= material[channel]


@kernel("void(float32[:, :, ::1], int32[:, ::1], float32, float32[:, ::1])")
def find_creases(normals: Reals, owners: Owners, cosine: Half, found: Reals) -> None:
    """Count at each pixel the neighbours, across or below, between which the surface bends more than that."""
    height, width = owners.shape
    for row in range(height):
        for column in range(width):
            if owners[row, column] < 0:
                continue
            x, y, z = normals[row, column]
            for other, beside in ((row + 1, column), (row, column + 1)):
                if other == height or beside == width or owners[other, beside] < 0:
                    continue
                u, v, w = normals[other, beside]
                if x * u + y * v + z * w < cosine:
                    found[row, column] += Half(1)
                    found[other, beside] += Half(1)
