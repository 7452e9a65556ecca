"""Put the originals and their pictures right."""

from app.extensions import db
from app.models import Original
from app.services import originals, share
from app.services.audit import handling, tree
from app.services.audit.repair import Repair, let_refresh, no_copy
from app.utils.errors import Conflict


def restore_original(repair: Repair) -> str:
    """Bring an original back from a working copy that has its content; a damaged one is set aside."""
    job, sha256 = repair.owner(), repair.suspect.path.partition("/")[2]
    copy = f"{job.path}/{job.file_name}"
    if job.path is None or not tree.patiently(
        lambda: handling.has_content(share.root() / copy, sha256), tree.HASHING_S
    ):
        raise no_copy(repair.suspect.path)
    if repair.is_real:
        final = originals.path(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        if final.exists():
            handling.set_original_aside(final)
        tree.patiently(lambda: handling.put(share.root() / copy, final, sha256), tree.HASHING_S)
    return f"The original {repair.was} restored from “{copy}”, whose content is the same."


def drop_original(repair: Repair) -> str:
    """Let the clean-up remove what nobody needs."""
    name = repair.suspect.path.partition("/")[2]
    if repair.is_real:
        originals.sweep_unused()
        originals.sweep_strays()
        if originals.path(name).exists():
            raise Conflict(
                "It came within the last hour, or a backup is being made. The clean-up removes it by itself."
            )
    return f"“{repair.suspect.path}” {repair.was} removed, with its picture; no job and no upload refers to it."


def remake_picture(repair: Repair) -> str:
    """Let the inspector make the picture again; the copy in the folder is only written again."""
    path = repair.suspect.path
    if not path.startswith("thumbnails/"):
        if repair.is_real:
            let_refresh(repair.owner())
        return f"“{path}” {repair.was} written anew from the picture that the server keeps."
    if repair.is_real:
        original = db.session.get_one(Original, path.removeprefix("thumbnails/").removesuffix(".png"))
        original.inspected_at, original.inspect_attempts = None, 0
    return f"The model {repair.was} read again to make its picture; that takes a minute at most."
