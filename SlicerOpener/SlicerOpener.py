"""Open a file of the lab in the slicer: `python SlicerOpener.py "threedprint://open?path=..."`.

Registered for the schemes threedprint and 3dprint; README.md says how. The rooms are in the folder `opener`.
"""

import sys

from opener.program import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
