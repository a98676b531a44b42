"""An endpoint that answers as a test tells it to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.querying.scripted import Scripted, scripted


@pytest.fixture(name="script")
def _script() -> Iterator[Scripted]:
    with scripted() as made:
        yield made
