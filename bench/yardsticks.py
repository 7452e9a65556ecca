"""Other programs that read models, installed into a folder of their own: trimesh, f3d, admesh."""

import shutil
import subprocess
import sys
from pathlib import Path

_TRIMESH = ("trimesh==5.2.0", "numpy==2.4.6", "scipy==1.17.1", "networkx==3.6.1", "lxml==6.1.3")
_F3D = ("f3d==4.0.0",)

# The facts that the inspector reports, asked of trimesh.
_FACTS = """
import sys, numpy, trimesh
mesh = trimesh.load(sys.argv[1], force="mesh")
uses = numpy.unique(trimesh.grouping.hashable_rows(mesh.edges_sorted), return_counts=True)[1]
hangs = (mesh.face_normals[:, 2] < -0.7071) & (mesh.triangles[:, :, 2].max(axis=1) > mesh.bounds[0][2] + 0.05)
print(mesh.extents, len(mesh.faces), mesh.volume, mesh.area, (uses == 1).sum(), (uses > 2).sum(),
      mesh.is_winding_consistent, mesh.body_count, mesh.area_faces[hangs].sum())
"""
_PICTURE = """
import sys, f3d
f3d.Engine.autoload_plugins()
engine = f3d.Engine.create(True)
engine.window.size = 512, 512
engine.options["scene.up_direction"] = "+Z"
engine.scene.add(sys.argv[1])
engine.window.camera.azimuth(32)
engine.window.camera.elevation(27)
engine.window.camera.reset_to_bounds()
engine.window.render_to_image(True).save(sys.argv[2])
"""


class Yardsticks:
    """Programs in a folder, installed there when they are not; what cannot be installed is None."""

    def __init__(self, folder: Path) -> None:
        """Install what is missing; takes a minute the first time."""
        self._folder = folder
        self._python = folder / "venv/bin/python"
        if not self._python.exists():
            subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
            self._pip(*_TRIMESH)
            self._pip(*_F3D)
        self._admesh = self._installed_admesh()

    def trimesh(self, model: Path) -> list[str]:
        """Return the command that finds the facts with trimesh."""
        return [str(self._python), "-c", _FACTS, str(model)]

    def f3d(self, model: Path, picture: Path) -> list[str]:
        """Return the command that draws with f3d."""
        return [str(self._python), "-c", _PICTURE, str(model), str(picture)]

    def admesh(self, model: Path) -> list[str] | None:
        """Return the command that checks an STL with admesh."""
        if self._admesh is None:
            return None
        libraries = next(self._admesh.glob("usr/lib/*"))
        return ["env", f"LD_LIBRARY_PATH={libraries}", str(self._admesh / "usr/bin/admesh"), str(model)]

    def _pip(self, *packages: str) -> None:
        subprocess.run([self._python, "-m", "pip", "install", "-q", *packages], check=True)

    def _installed_admesh(self) -> Path | None:
        unpacked = self._folder / "admesh"
        if unpacked.exists():
            return unpacked
        if shutil.which("apt-get") is None:
            return None
        fetch = ["apt-get", "download", "-q", "admesh", "libadmesh1"]
        if subprocess.run(fetch, cwd=self._folder, capture_output=True, check=False).returncode != 0:
            return None
        for package in self._folder.glob("*.deb"):
            subprocess.run(["dpkg", "-x", package, unpacked], check=True)
        return unpacked
