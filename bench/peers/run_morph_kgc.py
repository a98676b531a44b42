"""In Morph-KGC's own environment: CSV tables → N-Quads, as its command line does it.

Arguments: folder of the tables, mapping, output. Prints the seconds without the start-up.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

import morph_kgc  # type: ignore[import-not-found]  # noqa: F401  (the start-up is not its work)

CONFIGURATION = """[CONFIGURATION]
output_format: N-QUADS
output_file: {output}
logging_level: WARNING
[DataSource1]
mappings: {mapping}
"""


def main(tables: str, mapping: str, output: str) -> None:
    configuration = Path(output).with_suffix(".ini")
    text = CONFIGURATION.format(output=Path(output).resolve(), mapping=Path(mapping).resolve())
    configuration.write_text(text, "utf-8")
    sys.argv = ["morph_kgc", str(configuration.resolve())]
    os.chdir(tables)
    start = time.perf_counter()
    runpy.run_module("morph_kgc", run_name="__main__")
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
