"""What a slicer wrote: weight, time, printer and scripts, without a model to measure.

Three doors, all of them quick and bounded, all of them without numpy:

* ``sliced_format`` - is this a sliced file, and which format to read it as.
* ``read_sliced`` - its facts, in the caller's process; ``inspector.launch.inspect`` does it in a child.
* ``picture`` - the picture that the slicer put in, as it is.
"""

from inspector.sliced.facts import Sliced
from inspector.sliced.formats import is_sliced, sliced_format
from inspector.sliced.picture import picture
from inspector.sliced.read import read_sliced

__all__ = ["Sliced", "is_sliced", "picture", "read_sliced", "sliced_format"]
