from flask import Blueprint, Response

from app.routes.guard import workstation
from app.services import opener_package
from app.utils.api import operation

opener = Blueprint("opener", __name__)
AS_FILE = {"Content-Disposition": "attachment; filename=SlicerOpener.zip", "X-Content-Type-Options": "nosniff"}


@opener.get("/slicer-opener.zip")
@operation("files", problems=(401,))
def get_slicer_opener() -> Response:
    """Download the program that opens files in slicers, with the settings of this workstation."""
    return Response(opener_package.package(workstation().storage_root), mimetype="application/zip", headers=AS_FILE)
