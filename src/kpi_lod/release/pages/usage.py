"""How to use the files of a release: commands for people, each of which the tests run.

In: settings and the files that there are. Out: :class:`Usage`, an explanation and a command.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from kpi_lod.release_names import DUMP_NQUADS
from kpi_lod.settings import Publication, Text


@dataclass(frozen=True, slots=True)
class Usage:
    """A way to use the data; ``needs``: the file of the release without which it is not shown."""

    anchor: str
    title: Text
    explained: Text
    command: str = ""
    needs: str = ""


_CURL = """\
curl -LO {base}dumps/kpi-lod.nq.gz
curl -L {base}catalogue/index.ttl"""

_DUCKDB = """\
duckdb -c "
SELECT *
FROM '{base}tables/results.parquet'
LIMIT 10
\""""

_PYTHON = '''\
import gzip
import urllib.request
from pyoxigraph import RdfFormat, Store

store = Store()
with urllib.request.urlopen("{base}dumps/kpi-lod.nq.gz") as packed:
    store.bulk_load(gzip.open(packed), format=RdfFormat.N_QUADS)
found = store.query(
    """
    PREFIX kpi: <https://w3id.org/kpi-lod/ns#>
    SELECT (COUNT(?result) AS ?results) WHERE { ?result a kpi:Result }
    """,
    use_default_graph_as_union=True,
)
for row in found:
    print(row["results"].value)'''

_SPARQL = """\
curl -LO {base}dumps/kpi-lod.nq.gz
oxigraph load --location store --file kpi-lod.nq.gz
oxigraph serve-read-only --location store --union-default-graph"""

_KPI_LOD = """\
pip install kpi-lod
mkdir -p dumps
curl -L {base}dumps/kpi-lod.nq.gz -o dumps/kpi-lod.nq.gz
kpi-lod query met-targets --from ."""

USAGES = (
    Usage(
        "excel",
        Text("Excelで見る", "In Excel"),
        Text(
            "上のExcelブックを開いてください。CSVを使うときは、「データ」→「テキストまたはCSVから」で、"
            "文字コードにUTF-8を選びます。ダブルクリックで開くと、文字が化けたり、団体コードの先頭の0が"
            "消えたりします。",
            "Open the workbook above. For CSV, use Data, From Text/CSV, and choose UTF-8: opened "
            "by a double click, texts may be garbled and codes lose their leading zeros.",
        ),
    ),
    Usage(
        "duckdb",
        Text("SQL（DuckDB）", "SQL (DuckDB)"),
        Text(
            "Parquetは、ダウンロードせずにそのまま問い合わせられます。",
            "Parquet can be queried where it lies, without a download.",
        ),
        _DUCKDB,
        "tables/results.parquet",
    ),
    Usage(
        "python",
        Text("Python（pyoxigraph）", "Python (pyoxigraph)"),
        Text(
            "RDFを読み込み、SPARQLで問い合わせます。",
            "Load the RDF and ask it in SPARQL.",
        ),
        _PYTHON,
        DUMP_NQUADS,
    ),
    Usage(
        "sparql",
        Text("SPARQLエンドポイント（Oxigraph）", "A SPARQL endpoint (Oxigraph)"),
        Text(
            "手もとにエンドポイントを立てます。どのストアでも、すべての名前付きグラフの和に問い合わせてください。",
            "An endpoint of your own. In any store, ask the union of all named graphs.",
        ),
        _SPARQL,
        DUMP_NQUADS,
    ),
    Usage(
        "kpi-lod",
        Text("kpi-lodで、名前の付いた問いを聞く", "Named questions with kpi-lod"),
        Text(
            "問いの一覧は「問い」のページにあります。",
            "The questions are listed on the page of the questions.",
        ),
        _KPI_LOD,
        DUMP_NQUADS,
    ),
    Usage(
        "curl",
        Text("ファイルを取り寄せる（curl）", "Fetch files (curl)"),
        Text(
            "どのIRIも、そのままファイルの場所です。",
            "Every IRI is also the place of a file.",
        ),
        _CURL,
        DUMP_NQUADS,
    ),
)


def usages(publication: Publication, known: Container[str]) -> list[Usage]:
    """The ways that the files of this release allow, with its addresses filled in."""
    return [
        Usage(
            one.anchor,
            one.title,
            one.explained,
            one.command.replace("{base}", publication.base),
            one.needs,
        )
        for one in USAGES
        if not one.needs or one.needs in known
    ]
