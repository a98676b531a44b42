"""A file is read by what it is; what is no document is told with the way out."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from kpi_lod.documents import reading
from kpi_lod.documents.document import Cell, Document, Paragraph, Section, Table
from kpi_lod.documents.reading import read_document
from kpi_lod.errors import DataError, Finding, KpiLodError, Place, finding
from tests.documents.archives import zipped


def refusal(path: Path, content: bytes, name: str) -> Finding:
    file = path / name
    file.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_document(file)
    assert caught.value.finding.place.file == str(file)
    return caught.value.finding


@pytest.mark.parametrize(
    ("content", "name", "code", "told"),
    [
        (b"%PDF-1.7", "a.docx", "file-type", ".pdf"),
        (zipped("word/document.xml"), "a.xlsx", "file-type", ".docx"),
        (zipped("ppt/presentation.xml"), "a.pptx", "file-type", "pptx"),
        (zipped("ppt/presentation.xml"), "slides", "file-type", "PowerPoint"),
        (zipped("a.txt"), "a.docx", "file-type", "zip"),
        (b"PK\x03\x04 cut off", "a.docx", "file-broken", "もう一度"),
        (b"", "a.docx", "empty", "0"),
        (b"lock", "~$r6.docx", "file-type", "r6.docx"),
    ],
)
def test_an_error_says_what_was_found_and_how_to_go_on(
    content: bytes, name: str, code: str, told: str, tmp_path: Path
) -> None:
    found = refusal(tmp_path, content, name)
    assert found.code == code
    assert told in found.ja + found.fix_ja


def test_a_document_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    assert refusal(tmp_path, b"x" * 1_100_000, "a.txt").code == "file-too-large"


@pytest.mark.parametrize("name", ["none.pdf", "x" * 300 + ".pdf", ".", "https://example.jp/a.pdf"])
def test_what_cannot_be_opened_is_told(name: str, tmp_path: Path) -> None:
    file = name if ":" in name else tmp_path / name
    with pytest.raises(KpiLodError, match=r"^file-"):
        read_document(file)


def test_a_child_that_dies_is_told_with_the_sum_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_WORKER", ("-c", "import os; os.abort()"))
    found = refusal(tmp_path, b"%PDF-1.7", "a.pdf")
    assert found.code == "parser-stopped"
    assert hashlib.sha256(b"%PDF-1.7").hexdigest() in found.ja
    assert "資料" in found.ja


def test_the_document_comes_back_with_its_own_name_and_sum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "from kpi_lod.documents.answers import written\n"
        "from kpi_lod.documents.document import *\n"
        "from kpi_lod.errors import *\n"
        "cell = Cell(1, 1, '\\ud800', 'p.1')\n"
        "blocks = (Table((cell,), exact=False), Paragraph('x', 'line 1', 2))\n"
        "told = finding('empty', Place('lie', 3, 4, sheet='s'), severity=Severity.WARNING)\n"
        "made = Document('lie', 'pdf', 'lie', (Section(blocks, 's'),), 't', (told,))\n"
        "import sys; sys.stdout.buffer.write(written(made))"
    )
    monkeypatch.setattr(reading, "_WORKER", ("-c", program))
    file = tmp_path / "事業.pdf"
    file.write_bytes(b"%PDF-1.7")
    made = read_document(str(file))
    blocks = (Table((Cell(1, 1, "\ud800", "p.1"),), exact=False), Paragraph("x", "line 1", 2))
    sections = (Section(blocks, "s"),)
    sha256 = hashlib.sha256(b"%PDF-1.7").hexdigest()
    told = made.remarks[0]
    assert made == Document("事業.pdf", "pdf", sha256, sections, "t", (told,))
    assert told.place == Place(str(file), 3, 4, sheet="s")
    assert (told.ja, told.severity.value) == (finding("empty", Place("")).ja, "Warning")


@pytest.mark.parametrize(
    "answer",
    [
        "{}",
        "[]",
        '{"kind": "pdf", "title": 1, "sections": [], "remarks": []}',
        '{"kind": "pdf", "title": "", "sections": [["", [[true, [[0, 1, "", "", 1, 1]]]]]], "remarks": []}',  # noqa: E501
        '{"kind": "pdf", "title": "", "sections": [["", [[true, [[1, 1, 5, "", 1, 1]]]]]], "remarks": []}',  # noqa: E501
        '{"kind": "pdf", "title": "", "sections": [["", [["x", "", 99]]]], "remarks": []}',
        '{"kind": "pdf", "title": "", "sections": [], "remarks": [["none", "", "", "", "", "Warning", "", 0, 0, "", ""]]}',  # noqa: E501
    ],
)
def test_nonsense_of_a_child_is_no_document(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_WORKER", ("-c", f"print({answer!r})"))
    assert refusal(tmp_path, b"%PDF-1.7", "a.pdf").code == "parser-stopped"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets its users do so")
def test_the_child_has_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import socket\nfrom kpi_lod.documents.worker import leave_network\n"
        "from kpi_lod.documents.answers import refusal\n"
        "from kpi_lod.foreign.limits import RefusedError\n"
        "leave_network()\n"
        "names = ','.join(name for _, name in socket.if_nameindex())\n"
        "print(refusal(RefusedError('file-type', found=names, allowed='')).decode())"
    )
    monkeypatch.setattr(reading, "_WORKER", ("-c", program))
    found = refusal(tmp_path, b"%PDF-1.7", "a.pdf")
    if "eth" in found.ja:
        pytest.skip("this system does not let its users leave the network")
    assert "「lo」" in found.ja
