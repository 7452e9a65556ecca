"""What a slicer wrote: weight, time, printer and scripts, without a model to measure.

Two doors, both quick and bounded, both without numpy:

* ``sliced_format`` - is this a sliced file, and which format to read it as.
* ``read_sliced`` - its facts, in the caller's process; ``inspector.launch.inspect`` does it in a child.
"""

from inspector.sliced.facts import Sliced
from inspector.sliced.formats import sliced_format
from inspector.sliced.read import read_sliced

__all__ = ["Sliced", "read_sliced", "sliced_format"]
