"""Run the program from a checkout: ``python cli.py check REPORT``."""

import sys

from extractor.cli import main

if __name__ == "__main__":
    sys.exit(main())
