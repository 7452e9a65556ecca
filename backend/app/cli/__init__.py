"""Commands for the operator: `python -m app.cli COMMAND` in backend/."""
