"""RDF files: every syntax gives the same statements, and a fault in one is told with its place."""

from __future__ import annotations

import errno
import gzip
import io
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize
from tests.columns.graphs import IRIS, NAMED_QUADS, QUADS, Statement, as_statement, loaded

from kpi_lod.columns import files as files_module
from kpi_lod.columns import table as table_module
from kpi_lod.columns.files import SYNTAXES, rdf_file, write_nquads
from kpi_lod.columns.terms import term_text
from kpi_lod.errors import KpiLodError, Place

A, P = NamedNode("http://e/a"), NamedNode("http://e/p")


@pytest.fixture(params=["read in place", "through pyoxigraph"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "read in place":
        monkeypatch.setattr(table_module, "LARGE_FILE", 0)


def loaded_text(text: str | bytes, suffix: str) -> set[Statement]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file{suffix}"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return loaded(file)


def canonical(quads: list[Quad]) -> str:
    return "".join(
        " ".join(term_text(term) for term in as_statement(quad) if term) + " .\n" for quad in quads
    )


def unmistakable(quad: Quad) -> bool:
    """Whether no blank node has a label that a file is not allowed to keep."""
    return not any(
        isinstance(term, BlankNode) and term.value.startswith(("anon", "f1.", "f2."))
        for term in as_statement(quad)
    )


@settings(deadline=None, max_examples=25)
@given(st.lists((QUADS | NAMED_QUADS).filter(unmistakable), max_size=8))
def test_canonical_statements_are_read_as_what_they_say(quads: list[Quad]) -> None:
    assert loaded_text(canonical(quads), ".nq") == {as_statement(quad) for quad in quads}


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".ttl", ".trig", ".jsonld"])
@settings(deadline=None, max_examples=12)
@given(st.lists(QUADS.filter(unmistakable), max_size=8))
def test_every_syntax_gives_the_same_statements(suffix: str, quads: list[Quad]) -> None:
    kept = [quad for quad in quads if suffix != ".jsonld" or "x-" not in str(quad.object)]
    syntax = SYNTAXES[suffix]
    given_quads = kept if syntax.supports_datasets else [quad.triple for quad in kept]
    text = serialize(given_quads, format=syntax)
    assert text is not None
    assert loaded_text(text, suffix) == {as_statement(quad) for quad in kept}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(' \t<>"\\_:.abc@^#\r\n\x01é-1') | IRIS.map(str), max_size=12))
def test_what_pyoxigraph_refuses_is_refused_and_nothing_else(parts: list[str]) -> None:
    text = f"<a:b> <a:c> {''.join(parts)} .\n"
    try:
        expected = {as_statement(quad) for quad in parse(text, format=RdfFormat.N_QUADS)}
    except SyntaxError:
        with pytest.raises(KpiLodError, match="rdf-syntax"):
            loaded_text(text, ".nq")
    else:
        assert loaded_text(text, ".nq") == expected


ODD_SPELLINGS = {
    '<a:b> <a:c> "x"^^<http://www.w3.org/2001/XMLSchema#string> .\n': Literal("x"),
    '<a:b> <a:c> "x"@JA-jp .\n': Literal("x", language="ja-jp"),
    '<a:b> <a:c> "\\u3042\\t\\U0001F600" .\n': Literal("あ\t😀"),
    '<a:b> <a:c> "a\tb\x01" .\n': Literal("a\tb\x01"),
    "<a:b> <a:c> <a:\\u3042> .\n": NamedNode("a:あ"),
    '# comment\n\n<a:b>  <a:c>\t"x".\n': Literal("x"),
    '<a:b> <a:c> "x" . # comment .\n': Literal("x"),
    '<a:b> <a:c> "x" . #" .\n': Literal("x"),
    '<a:b> <a:c> "x" .\r\n': Literal("x"),
    '<a:b> <a:c> "x" .': Literal("x"),
    '<a:b> <a:c> "see <a:x> _:y . " .\n': Literal("see <a:x> _:y . "),
    '<a:b> <a:c> "a <y"^^<a:d> .\n': Literal("a <y", datatype=NamedNode("a:d")),
    "<a:b> <a:c> _:x .\n": BlankNode("x"),
}


@pytest.mark.parametrize("text", ODD_SPELLINGS)
def test_a_term_has_one_spelling_however_it_is_written(text: str) -> None:
    statement = (NamedNode("a:b"), NamedNode("a:c"), ODD_SPELLINGS[text], None)
    assert loaded_text(text, ".nt") == {statement}
    assert loaded_text(text * 2 if text.endswith("\n") else text, ".nq") == {statement}


@pytest.mark.parametrize(
    ("suffix", "text", "line", "column"),
    [
        (".nt", '<a:b> <a:c> "x" .\n<a:b> <a:c> .\n', 2, 13),
        (".nt", '<a:b> <a:c> "x" <a:g> .\n', 1, 17),
        (".nq", '<a:b> <a:c> "x" .\n"x" <a:c> <a:b> .\n', 2, 1),
        (".nq", "<a:b> _:c <a:b> .\n", 1, 7),
        (".nq", '<a:b> <a:c> <a:b> "x" .\n', 1, 19),
        (".nq", "<a:b> <a:c> <b> .\n", 1, 13),
        (".nq", '<a:b> <a:c> "x"@toolongtag .\n', 1, 17),
        (".nq", "\ufeff\ufeff<a:b> <a:c> <a:d> .\n", 1, 1),
        (".ttl", "@prefix a: <a:> .\na:b a:c d:e .\n", 2, 9),
        (".jsonld", '{"@id":\n}', 2, 1),
    ],
)
def test_a_fault_of_syntax_is_told_with_its_place(
    tmp_path: Path, suffix: str, text: str, line: int, column: int
) -> None:
    file = tmp_path / f"file{suffix}"
    file.write_text(text)
    with pytest.raises(KpiLodError, match="rdf-syntax") as caught:
        loaded(file)
    assert caught.value.finding.place == Place(str(file), line, column)


def test_bytes_that_are_no_utf_8_are_told_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "file.nq"
    file.write_bytes(b'<a:b> <a:c> "x" .\n<a:b> <a:c> "\x81" .\n')
    with pytest.raises(KpiLodError, match=r"rdf-syntax: .*UTF-8") as caught:
        loaded(file)
    assert caught.value.finding.place.line == 2


@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".nq", '<a:b> <a:c> "x" .\n<a:b> <a:c> "茅野市" .\n'),
        (".ttl.gz", '<a:b> <a:c> "茅野市" .' + "\n# 茅野市" * 1_000_000),
        (".jsonld", '{"@id": "a:b", "a:c": "茅野市"}'),
    ],
)
def test_an_encoding_that_is_not_utf_8_is_named(suffix: str, text: str, encoding: str) -> None:
    content = text.encode(encoding)
    named = "CP932" if encoding == "cp932" else "UTF-16"
    with pytest.raises(KpiLodError, match=f"encoding: .*{named}.*{named}") as caught:
        loaded_text(gzip.compress(content) if suffix.endswith(".gz") else content, suffix)
    assert caught.value.finding.place.line == (2 if named == "CP932" and suffix == ".nq" else 1)


MARKED = {
    ".nt": "<a:b> <a:c> <a:d> .\n",
    ".nq": "<a:b> <a:c> <a:d> .\n",
    ".ttl": "@prefix a: <a:> . a:b a:c a:d .",
    ".trig": "{ <a:b> <a:c> <a:d> }",
    ".jsonld": '{"@id": "a:b", "a:c": {"@id": "a:d"}}',
}


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("suffix", MARKED)
def test_a_byte_order_mark_is_passed_over(suffix: str, packed: str) -> None:
    content = MARKED[suffix].encode("utf-8-sig")
    statements = loaded_text(gzip.compress(content) if packed else content, suffix + packed)
    assert statements == {(NamedNode("a:b"), NamedNode("a:c"), NamedNode("a:d"), None)}


RELATIVE = {
    ".ttl": "<b> <a:c> <> .",
    ".trig": "{ <b> <a:c> <> }",
    ".jsonld": '{"@id": "b", "a:c": {"@id": ""}}',
}


@pytest.mark.parametrize("suffix", RELATIVE)
def test_a_relative_iri_is_resolved_against_the_files_own(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"茅野 a{suffix}"
    file.write_text(RELATIVE[suffix])
    beside, own = (NamedNode(one.as_uri()) for one in (tmp_path / "b", file))
    assert "%E8%8C%85%E9%87%8E%20a" in own.value
    assert loaded(file) == {(beside, NamedNode("a:c"), own, None)}


@pytest.mark.parametrize("text", ['"x"@ja--ltr', "<<( <a:b> <a:c> <a:d> )>>"])
def test_a_term_of_rdf_1_2_is_told(text: str) -> None:
    with pytest.raises(KpiLodError, match=r"RDF 1\.2"):
        loaded_text(f"<a:b> <a:c> {text} .\n", ".nq")


def test_a_context_elsewhere_is_not_fetched() -> None:
    text = '{"@context": "https://example.org/context.jsonld", "@id": "a:b", "c": 1}'
    with pytest.raises(KpiLodError, match="@context"):
        loaded_text(text, ".jsonld")


@pytest.mark.parametrize("name", ["file.rdf", "file.csv", "file", "file.gz", "file.rdf.gz"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KpiLodError, match=r"rdf-not-accepted: .*\.ttl"):
        loaded(tmp_path / name)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("file.ttl", "file.nq.gz"):
        with pytest.raises(KpiLodError, match="file-missing"):
            loaded(tmp_path / name)


@pytest.mark.parametrize("name", ["folder.nt", "folder"])
def test_a_folder_is_told_and_what_to_name_instead(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(KpiLodError, match="file-folder") as caught:
        loaded(tmp_path / name)
    assert f"{name}/*.ttl" in caught.value.finding.fix_en


@pytest.mark.parametrize("url", ["https://example.org/x.ttl", "file:///x/y.ttl", "http://a/b"])
def test_an_address_on_the_web_is_told_as_it_was_given(url: str) -> None:
    with pytest.raises(KpiLodError, match=r"file-url: .*'https?://|file-url: .*'file://"):
        loaded(Path(url))


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".ttl", ".TTL", ".trig"])
def test_an_empty_file_holds_nothing(suffix: str) -> None:
    assert loaded_text("", suffix) == set()


@pytest.mark.parametrize("suffix", [".nt.gz", ".nq.gz", ".ttl.gz", ".NT.GZ"])
def test_a_gzipped_file_is_read(suffix: str) -> None:
    members = [gzip.compress(f"<a:b> <a:c> <a:{part}> .\n".encode()) for part in "xy"]
    assert len(loaded_text(b"".join(members), suffix)) == 2


@pytest.mark.parametrize("suffix", [".nt", ".ttl"])
def test_a_gzipped_file_need_not_be_named_so(suffix: str) -> None:
    assert len(loaded_text(gzip.compress(b"<a:b> <a:c> <a:d> .\n"), suffix)) == 1


@pytest.mark.parametrize("content", [b"<a:b> <a:c> <a:d> .\n", b""])
def test_a_file_that_is_named_gz_and_is_not_is_told(content: bytes) -> None:
    with pytest.raises(KpiLodError, match=r"rdf-compression: .*not gzip") as caught:
        loaded_text(content, ".ttl.gz")
    assert "'file.ttl'" in caught.value.finding.fix_en


@pytest.mark.parametrize("cut", [slice(0, -9), slice(1, None), slice(0, 20)])
def test_a_gzipped_file_that_is_damaged_is_told(cut: slice) -> None:
    packed = gzip.compress(b"<a:b> <a:c> <a:d> .\n" * 1000)
    with pytest.raises(KpiLodError, match="rdf-compression"):
        loaded_text(packed[cut], ".nt.gz")


@pytest.mark.parametrize("suffix", [".nq", ".ttl"])
def test_equal_labels_in_two_files_are_two_blank_nodes(tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{name}{suffix}" for name in "abc"]
    for file in files:
        file.write_text('_:x <a:c> _:f2.x .\n_:f2.x <a:c> "_:x" .\n')
    found = {str(term) for statement in loaded(*files) for term in statement if term}
    blank = {text for text in found if text.startswith("_:")}
    assert blank == {"_:x", "_:f1.f2.x", "_:f2.x", "_:f2.f2.x", "_:f3.x", "_:f3.f2.x"}
    assert '"_:x"' in found


def test_a_files_blank_nodes_are_not_those_of_triples_added_before(tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    file.write_text("_:x <a:c> _:x .\n")
    with table_module.TripleTable() as table:
        table.add_triples([Quad(BlankNode("x"), P, A)])
        table.add_file(file)
        table.build()
        terms = set(table.terms(range(1, 9)).values())
    assert {term.value for term in terms if isinstance(term, BlankNode)} == {"x", "f2.x"}


def test_blank_nodes_without_a_label_are_numbered_as_they_appear() -> None:
    text = "<a:s> <a:p> [ <a:p> [], '_:a0123456789abcdef0123456789abcdef .' ], _:anon1, _:mine ."
    once, again = loaded_text(text, ".ttl"), loaded_text(text, ".ttl")
    assert once == again
    blank = {term.value for quad in once for term in quad if isinstance(term, BlankNode)}
    assert blank == {"anon1", "anon2", "anon.anon1", "mine"}
    assert any(quad[2] == Literal("_:a0123456789abcdef0123456789abcdef .") for quad in once)


def test_a_name_that_would_be_a_pattern_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "a1.nt").write_text("<a:other> <a:c> <a:d> .\n")
    file = tmp_path / "a[1].nt"
    file.write_text("<a:b> <a:c> <a:d> .\n")
    assert {quad[0] for quad in loaded(file)} == {NamedNode("a:b")}


def test_a_file_is_left_as_it_was(tmp_path: Path) -> None:
    file, copy = tmp_path / "a.nt.gz", tmp_path / "copy"
    file.write_bytes(gzip.compress(b"<a:b> <a:c> <a:d> .\n"))
    shutil.copy(file, copy)
    loaded(file)
    assert file.read_bytes() == copy.read_bytes()
    assert sorted(tmp_path.iterdir()) == [file, copy]


def test_every_line_of_a_file_of_many_buffers_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    lines = (f'<http://e/{i}> <http://e/p> "{"x" * (i % 500)} {i}" .\n' for i in range(60_000))
    file.write_text("".join(lines))
    assert file.stat().st_size > 16_000_000
    with table_module.TripleTable(threads=2) as table:
        table.add_file(file)
        table.build()
        checked = """SELECT count(*) FROM triple JOIN term a ON a.id = s JOIN term b ON b.id = o
            WHERE b.lexical = repeat('x', substr(a.lexical, 10)::INT % 500)
                || ' ' || substr(a.lexical, 10)"""
        assert table.connection.execute(checked).fetchall() == [(60_000,)]


def test_a_literal_longer_than_what_is_written_at_once_is_whole() -> None:
    text = "_:あ 長い " * 10_000
    assert loaded_text(f'[] <a:c> "{text}" .', ".ttl") == {
        (BlankNode("anon1"), NamedNode("a:c"), Literal(text), None)
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.nt")
    with pytest.raises(KpiLodError, match="file-special"):
        loaded(tmp_path / "p.nt")


def test_a_file_that_grows_beyond_reason_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files_module, "_UNSUSPECTED", 1_000_000)
    with pytest.raises(KpiLodError, match=r"rdf-compression: .*200 times"):
        loaded_text(gzip.compress(b"\n" * 5_000_000), ".nt.gz")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, piece: object, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "a.ttl"
    file.write_text("<a:b> <a:c> <a:d> .\n")
    with pytest.raises(KpiLodError, match="the disk is full"):
        write_nquads(rdf_file(file, 1, tmp_path), Full())
