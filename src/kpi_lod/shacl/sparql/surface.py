"""The text of a query before it is parsed (SPARQL 1.1, section 19).

In: texts. Out: texts, and the error for a query that may not run. rdflib's parser is not needed
here, and shapes that have been translated beforehand do without it.
"""

from __future__ import annotations

import re
import sys

from kpi_lod.errors import KpiLodError

SKIPPED = (
    r"""(?:'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|'(?:\\.|[^'\\\n])*'"""
    r"""|"(?:\\.|[^"\\\n])*"|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*)"""
)
"""Pattern of the parts of a query in which nothing has a meaning: texts, IRIs, comments."""

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PATH = re.compile(rf"{SKIPPED}|(?P<path>[$?]PATH\b)", re.DOTALL)
_SURROGATES = range(0xD800, 0xE000)


def refused(why: str, query: str, **fields: object) -> KpiLodError:
    """The error for a query that may not run; ``why``: a variant of ``sparql-refused``."""
    fields["found"] = " ".join(query.split())
    return KpiLodError(f"sparql-refused/{why}", place=None, **fields)


def plain(query: str) -> str:
    r"""The query without the escapes of code points (SPARQL 1.1, section 19.2).

    rdflib would read eight digits behind ``\u`` where there are eight.

    >>> plain(r"\u00419 \U0001F986")
    'A9 🦆'
    """
    return _CODE_POINT.sub(_character, query)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    if code > sys.maxunicode or code in _SURROGATES:
        raise refused("syntax", escape.string, near=escape[0])
    return chr(code)


def with_path(query: str, path: str) -> str:
    """The query with a path in the place of the variable PATH (SHACL 1.0, section 5.3.1).

    >>> with_path("{ $this $PATH ?value FILTER(?value != '$PATH') }", "<urn:p>")
    "{ $this <urn:p> ?value FILTER(?value != '$PATH') }"
    """
    return _PATH.sub(lambda found: path if found["path"] else found[0], query)
