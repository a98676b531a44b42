"""The body of an upload: what a reader of forms finds in it, and that nothing large is held."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from tests.portals.ckan.fake_ckan import _form

from kpi_lod.portals.ckan.multipart import Form


def test_fields_and_file_arrive_and_the_length_is_right() -> None:
    fields = {"name": "結果（CSV）", "description": "一行目\n\n二行目"}
    form = Form(fields, "results.csv", "text/csv", 6, lambda: [b"a,b", b"\r\n1"])
    body = b"".join(form.body())
    assert len(body) == int(form.headers["Content-Length"])
    told, upload = _form(form.headers["Content-Type"], body)
    assert (told["name"], upload) == ("結果（CSV）", b"a,b\r\n1")
    assert b"".join(form.body()) == body


def test_a_large_file_is_sent_portion_by_portion() -> None:
    portions, size = 64, 1 << 20

    def content() -> Iterator[bytes]:
        for _ in range(portions):
            yield bytes(size)

    form = Form({}, "x.nq.gz", "application/gzip", portions * size, content)
    tracemalloc.start()
    length = sum(len(portion) for portion in form.body())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert length == int(form.headers["Content-Length"])
    assert peak < 4 * size
