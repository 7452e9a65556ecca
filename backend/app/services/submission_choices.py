"""What a student may choose from, and must agree to."""

from app.schemas.catalog import Catalog
from app.schemas.student import SubmitForm
from app.utils.errors import Invalid


def check(form: SubmitForm, catalog: Catalog) -> None:
    """Check the choices against the catalogue, and the consent. Raises Invalid with every field that is wrong."""
    method = catalog.method(form.print_method)
    offered = {
        "print_method": [each.name for each in catalog.methods],
        "discipline": catalog.disciplines,
        "color": method.colors if method else [],
        "printer": [each.name for each in method.printers] if method else [],
    }
    wrong = [name for name, choices in offered.items() if choices and getattr(form, name) not in choices]
    fields = [{"field": name, "message": f"Please choose one of: {', '.join(offered[name])}."} for name in wrong]
    if not form.acknowledged_minimum_charge:
        text = "Please tick that you know of the minimum charge; we cannot print without it."
        fields.append({"field": "acknowledged_minimum_charge", "message": text})
    if fields:
        raise Invalid("Some choices need another look: " + " ".join(each["message"] for each in fields), fields=fields)
