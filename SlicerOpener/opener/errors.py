"""What can go wrong. Every kind has its words in messages.py, under the name it is logged by."""


class OpenerError(Exception):
    """A reason why nothing is opened.

    `name` finds the words in messages.py; `facts` fill them in.
    """

    def __init__(self, name: str, **facts: str) -> None:
        """Keep the name and what the sentence needs."""
        super().__init__(name, facts)
        self.name = name
        self.facts = facts


class RefusedError(OpenerError, ValueError):
    """The link is none of ours, or asks for something that is not a file of the lab."""
