"""Decide how an engine that refuses root runs when we are root, and where its files must lie for that."""

import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from labtool.spawn import OURSELVES, Identity, spawn

RELOCATED = Path("/var/lib/3d-print-lab")


def nobody() -> Identity:
    """Return the account that owns nothing."""
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return Identity(65534, 65534)
    return Identity(entry.pw_uid, entry.pw_gid)


def choose_identity(program: Path, data_dir: Path) -> tuple[Identity, bool]:
    """Return who runs the engine, and whether program and data must move to a folder it can reach.

    As an ordinary user: ourselves. As root: `nobody`; behind folders closed to it a user namespace;
    where the kernel refuses that too, `nobody` with relocated files.
    """
    if os.geteuid() != 0:
        return OURSELVES, False
    if _reaches(nobody(), program) and _reaches(nobody(), data_dir.parent):
        return nobody(), False
    seen_as_user = Identity(user_namespace=True)
    if _reaches(seen_as_user, program) and _reaches(seen_as_user, data_dir.parent):
        return seen_as_user, False
    return nobody(), True


def _reaches(identity: Identity, path: Path) -> bool:
    try:
        return spawn(["test", "-x", path], identity=identity).wait() == 0
    except (OSError, subprocess.SubprocessError):
        return False


def relocate_folder(folder: Path) -> Path:
    """Move a data folder to a place that `nobody` reaches, leave a link, and return the real place."""
    target = relocated_place(folder)
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    if folder.is_symlink():
        return folder.resolve()
    if folder.exists():
        shutil.move(folder, target)
    folder.symlink_to(target)
    return target


def relocated_place(folder: Path) -> Path:
    """Return where the files of this folder lie when `nobody` cannot reach them in place."""
    key = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
    return RELOCATED / key / folder.name


def relocate_tree(tree: Path) -> Path:
    """Copy a folder of programs (or one program) once per version to a place that `nobody` reaches."""
    status = tree.stat()
    key = hashlib.sha256(f"{tree}{status.st_mtime_ns}{status.st_size}".encode()).hexdigest()[:16]
    target = RELOCATED / "programs" / key / tree.name
    if not target.exists():
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        copy = target.with_name(f"{tree.name}.{os.getpid()}")
        if tree.is_dir():
            shutil.copytree(tree, copy, symlinks=True)
        else:
            shutil.copy2(tree, copy)
        copy.rename(target)
    return target


def give(folder: Path, identity: Identity) -> None:
    """Hand a folder and all in it to the identity, closed to everybody else; free when it already is."""
    owner = identity.owner
    status = folder.stat()
    if (status.st_uid, status.st_gid) != owner:
        for parent, folders, files in os.walk(folder):
            for name in folders + files:
                os.chown(Path(parent, name), *owner, follow_symlinks=False)
        os.chown(folder, *owner)
    folder.chmod(0o700)
