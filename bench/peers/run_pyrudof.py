"""In pyrudof's own environment: shapes (Turtle) and data (N-Triples) → one line a result."""

from __future__ import annotations

import sys

import pyrudof  # type: ignore[import-not-found]


def main(shapes: str, data: str) -> None:
    """Print focus node and constraint component of each result, parted by a tab."""
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data, pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes, pyrudof.ShaclFormat.Turtle)
    for entry in rudof.validate_shacl():
        print(entry.focus_node, entry.constraint_component, sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
