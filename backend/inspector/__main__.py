"""Run the inspector by hand or as the limited child of ``inspector.launch``."""

import sys

from inspector.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
