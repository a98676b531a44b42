"""Questions, downloads, vocabulary, rules, cubes and shared things in the built release."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import re
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from pyoxigraph import NamedNode, Store
from tests.release.pages.parsed import Parsed, parsed
from tests.release.pages.summaries import country

from kpi_lod.checking.rulebook import shape_texts
from kpi_lod.messages import messages
from kpi_lod.querying.questions import questions
from kpi_lod.register.schemes import ontology_quads
from kpi_lod.release.build import Release
from kpi_lod.release.catalogue import FileFact
from kpi_lod.release.pages.downloads import download_files
from kpi_lod.release.pages.questions import ASKED_UP_TO, ROWS, answer, question_files
from kpi_lod.release.pages.shared import shared_pages
from kpi_lod.release.pages.usage import USAGES
from kpi_lod.release.whole import shared_quads
from kpi_lod.settings import Publication
from kpi_lod.vocabulary import KPI, RDF, SKOS

BASE = "https://example.org/kpi/"


def page(built: Release, path: str) -> Parsed:
    return parsed((built.folder / path).read_bytes())


def plain(cell: str) -> str:
    """As a machine writes a number, so that pages and files compare."""
    return cell.replace(",", "").replace("−", "-")


def test_every_question_is_answered_as_its_expected_answer(built: Release, root: Path) -> None:
    """The same answers that tests/questions hold, cell by cell."""
    files = (root / "tests/questions").glob("*.csv")
    expected = {file.stem.split("-", 1)[1]: file for file in files}
    assert expected.keys() == questions().keys()
    assert len(expected) == 12
    for name, file in expected.items():
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
        shown = page(built, f"questions/{name}/index.html")
        cells = [plain(cell.text) for cell in shown.named("td")]
        assert cells == [plain(cell) for row in rows[1 : ROWS + 1] for cell in row], name


def test_the_query_on_a_page_is_the_one_that_was_asked(built: Release) -> None:
    for question in questions().values():
        pre = page(built, f"questions/{question.name}/index.en.html").named("pre")
        assert question.query.strip() in pre[-1].text


def test_above_the_limit_the_pages_say_how_to_ask(settings: Publication) -> None:
    files = dict(question_files(settings, [], ASKED_UP_TO + 1))
    assert len(files) == 2 * (12 + 1)
    html = files["questions/money/index.en.html"].decode()
    assert "carries no answer" in html
    assert "kpi-lod query money" in html


def test_all_downloads_are_listed_with_size_and_hash(built: Release) -> None:
    shown = page(built, "dataset/index.html")
    links = {a.attributes["href"] for a in shown.named("a")}
    text = "".join(e.text for e in shown.named("body"))
    names = ["dumps/kpi-lod.nq.gz", "tables/results.parquet", "tables/kpi-lod.xlsx"]
    for name in [*names, "catalogue/index.ttl", "context.jsonld"]:
        content = (built.folder / name).read_bytes()
        assert f"../{name}" in links
        assert hashlib.sha256(content).hexdigest() in text


def test_every_table_for_all_is_offered(built: Release) -> None:
    links = {a.attributes["href"] for a in page(built, "dataset/index.html").named("a")}
    files = [f for f in (built.folder / "tables").iterdir() if f.is_file()]
    dumps = [f for f in (built.folder / "dumps").iterdir() if f.name.startswith("kpi-lod")]
    paths = {f"../{f.relative_to(built.folder).as_posix()}" for f in (*files, *dumps)}
    assert len(paths) > 10
    assert paths - links == set()


def command(built: Release, anchor: str, base: str) -> str:
    html = (built.folder / "dataset/index.html").read_text("utf-8")
    found: list[str] = re.findall(rf'id="use-{anchor}">.*?<code>(.*?)</code>', html, re.DOTALL)
    text = found[0].replace("&#34;", '"').replace("&#39;", "'").replace("&gt;", ">")
    return text.replace("&lt;", "<").replace("&amp;", "&").replace(BASE, base)


def test_the_duckdb_command_works_on_this_release(built: Release) -> None:
    sql = command(built, "duckdb", f"{built.folder}/").removeprefix('duckdb -c "').removesuffix('"')
    assert "results.parquet" in sql
    assert len(duckdb.connect().execute(sql).fetchall()) == 10


def test_the_python_example_works_on_this_release(built: Release) -> None:
    program = command(built, "python", built.folder.as_uri() + "/")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "dataset", "exec"), {})
    assert int(out.getvalue()) > 40


def test_the_kpi_lod_command_works_on_this_release(built: Release) -> None:
    *_, last = command(built, "kpi-lod", "").split("\n")
    program, *arguments = last.split()
    assert program == "kpi-lod"
    ran = subprocess.run(
        [sys.executable, "-m", "kpi_lod", *arguments],
        cwd=built.folder,
        capture_output=True,
        check=True,
    )
    assert "盛岡市" in ran.stdout.decode()


def test_every_way_to_use_the_data_is_shown(built: Release) -> None:
    ids = page(built, "dataset/index.en.html").ids
    assert len(USAGES) == 6
    assert [one.anchor for one in USAGES if f"use-{one.anchor}" not in ids] == []


def test_many_municipalities_have_pages_by_prefecture(settings: Publication) -> None:
    codes = [one.code for one in country()]
    facts = [FileFact(f"dumps/{code}.ttl", "0" * 64, 12_345) for code in codes]
    files = dict(download_files(settings, codes, facts, {}))
    assert "dataset/01-2/index.html" in files
    assert len(files) > 2 * 47
    assert max(map(len, files.values())) <= 150_000
    assert "12.3 kB" in files["dataset/03/index.html"].decode()


def test_the_vocabulary_has_every_term_with_an_anchor(built: Release) -> None:
    own = {
        quad.subject.value.removeprefix(KPI.iri)
        for quad in ontology_quads()
        if quad.predicate == RDF.type
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(KPI.iri)
    }
    assert len(own) > 70
    for language in ("index.html", "index.en.html"):
        assert own - set(page(built, f"vocabulary/{language}").ids) == set()


def test_every_code_has_an_anchor(built: Release) -> None:
    codes = 0
    for quad in ontology_quads():
        if quad.predicate == SKOS.inScheme:
            assert isinstance(quad.subject, NamedNode)
            scheme, code = quad.subject.value.split("/")[-2:]
            html = (built.folder / f"vocabulary/{scheme}/index.html").read_text("utf-8")
            assert f'id="{code}"' in html
            codes += 1
    assert codes == 320


def test_every_rule_is_told_once(built: Release) -> None:
    ids = [
        one
        for chapter in ("submissions", "shapes", "errors")
        for one in page(built, f"rules/{chapter}/index.html").ids
    ]
    codes = {key.partition("/")[0] for key in messages()} | shape_texts().keys()
    assert len(codes) > 250
    assert sorted(codes) == sorted(set(ids) & codes)


def test_pages_stay_small(built: Release) -> None:
    sizes = {f: f.stat().st_size for f in built.folder.rglob("*.html")}
    assert len(sizes) > 2_400
    assert [f for f, size in sizes.items() if size > 150_000] == []


@pytest.mark.parametrize("path", ["shared/municipality/032018", "shared/status/measured"])
def test_a_shared_thing_speaks_both_languages(built: Release, path: str) -> None:
    shown = page(built, f"{path}/index.html")
    assert not (built.folder / path / "index.en.html").exists()
    assert any(e.attributes.get("lang") == "en" for e in shown.named("span"))
    assert "index.ttl" in {a.attributes["href"] for a in shown.named("a")}


def test_the_pages_of_shared_things_cost_little(settings: Publication) -> None:
    quads = shared_quads(settings.iris)
    start = time.process_time()
    assert len(dict(shared_pages(settings, quads))) > 2_400
    assert time.process_time() - start < 50, "ten times what it may cost"


def test_a_cube_tells_its_components(built: Release) -> None:
    shown = page(built, "cube/index.en.html")
    assert {"kpi", "money"} <= set(shown.ids)
    cells = [cell.text for cell in shown.named("td")]
    assert (cells.count("Dimension"), cells.count("Measure")) == (7, 2)


def test_every_column_of_an_answer_is_named_in_japanese() -> None:
    for question in questions().values():
        heads = answer(question, Store()).heads
        assert not [head for head in heads if head.isascii() and head != "KPI"], question.name


def test_the_basis_stands_beside_what_is_compared(built: Release) -> None:
    text = page(built, "questions/across-cities/index.html").elements[0].text
    assert "値の捉え方" in text
    assert "共通指標concept" in text
