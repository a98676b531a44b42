"""``python -m kpi_lod``: the command line."""

import sys

from kpi_lod.cli import main

sys.exit(main())
