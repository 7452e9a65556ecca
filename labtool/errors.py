"""Say what went wrong and what to do, without a traceback."""


class LabError(RuntimeError):
    """Raised for what the person at the keyboard can put right; its text says how."""


class StopRequestedError(Exception):
    """Raised out of a wait when somebody asked the launcher to stop."""
