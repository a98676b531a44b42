"""Our own mapping: records → sorted N-Quads, city by city, as a release is built.

Arguments: number of cities, subject or everything, output. Prints the seconds from records in
memory to the file; the records themselves are invented off the clock. ``everything`` maps money,
activities, evaluations, descriptions and the derived results as well.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

from bench.national import City, cities
from bench.record_tables import lines, subject_of


def main(count: str, what: str, output: str) -> None:
    """Map and write on the clock."""
    spent = 0.0
    with Path(output).open("wb") as stream:
        for city in islice(cities(), int(count)):
            editions = list(subject_of(city))
            start = time.perf_counter()
            if what == "subject":
                stream.writelines(lines(edition) for edition in editions)
            else:
                stream.write(_everything(city))
            spent += time.perf_counter() - start
    print(spent)


def _everything(city: City) -> bytes:
    return city.data().nquads()


if __name__ == "__main__":
    main(*sys.argv[1:])
