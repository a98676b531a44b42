"""Gzip without time, name or system, so that the same content gives the same bytes.

Members joined are one valid file (https://www.rfc-editor.org/rfc/rfc1952#section-2.2), so that a
dump of everything is made of the municipalities' dumps without packing them again.
"""

from __future__ import annotations

import gzip

LEVEL = 6


def gzipped(content: bytes) -> bytes:
    """The content as one gzip member."""
    return gzip.compress(content, LEVEL, mtime=0)
