"""The bridge from the dashboard's "Open in slicer" to a slicer on this computer.

Any web page can call it, so it does nothing but open a file of the lab. The way of a link, one room each:

    link.py     is it a link of ours, word by word, before anything on the computer is touched
    place.py    is there such a file below the storage folder, with no link on the way
    choice.py   which slicer opens it; slicers.py knows where slicers are usually installed
    launch.py   start it, and let go
    program.py  the order of it all

Standard library only, for Python 3.11 and later.
"""

VERSION = "1.0.0"
