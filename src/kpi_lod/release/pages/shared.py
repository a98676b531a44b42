"""The pages of the shared things, one bilingual ``index.html`` for each document of ``shared/``.

In: the register and the ontology as quads. Out: path and bytes. About 2,500 pages that depend on
nothing but the program and the base IRI; each tells what the Turtle file beside it tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kpi_lod.checking.rulebook import SHAPE_FILES, shape_codes, shape_texts, shapes_iris
from kpi_lod.iris import ONTOLOGY, REGISTER, document_of
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.pages.frame import SHARED_FOLDER, page_path, relative, template
from kpi_lod.release.pages.reference import compact, grouped_terms, members, terms
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import DCT, KPI, OWL, RDF, SHAPES, SHARED, SKOS, XSD

_SITE_PAGES = frozenset({"concept", "programme"})
"""Schemes whose codes have a page of their own in the site."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown: its text, where it leads, its language or datatype."""

    text: str
    href: str | None = None
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list: what it is called, where it leads, its anchor if it has one."""

    name: Text
    code: str
    href: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a bilingual page shows of one document."""

    iri: str
    name: Text
    kind: Text
    definition: Text | None = None
    statements: Sequence[tuple[Shown, Sequence[Shown]]] = ()
    lists: Sequence[tuple[Text, Sequence[Listed]]] = ()
    site: Listed | None = None

    @property
    def folder(self) -> str:
        """Where it stands in the release."""
        return _folder(self.iri)


def shared_pages(publication: Publication, quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    """Path and content of the page of each shared document; ``quads``: all that is shared."""
    page = template("shared.html")
    for sheet in _sheets(quads):
        up = "../" * (sheet.folder.count("/") + 1)
        html = page.render(sheet=sheet, publication=publication, up=up)
        yield page_path(sheet.folder), html.encode()


def _folder(iri: str) -> str:
    return f"{SHARED_FOLDER}/{iri.removeprefix(SHARED)}"


def _sheets(quads: Iterable[Quad]) -> Iterator[Sheet]:
    documents: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        if quad.subject.value.startswith(SHARED):
            documents[document_of(quad.subject.value)].append(quad.triple)
    parts = _parts(documents)
    for iri, triples in sorted(documents.items()):
        if iri == ONTOLOGY.value:
            yield from _ontology_sheets(triples)
        else:
            yield _sheet(iri, triples, parts)
    yield _register_sheet(documents)
    yield from map(_shapes_sheet, shapes_iris())


def _parts(documents: Mapping[str, Sequence[Triple]]) -> Mapping[str, Sequence[str]]:
    """IRI of each prefecture → those of its municipalities."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri, triples in sorted(documents.items()):
        for triple in triples:
            if triple.predicate == DCT.isPartOf and isinstance(triple.object, NamedNode):
                found[triple.object.value].append(iri)
    return found


def _sheet(iri: str, triples: Sequence[Triple], parts: Mapping[str, Sequence[str]]) -> Sheet:
    folder = _folder(iri)
    scheme, _, code = iri.removeprefix(SHARED).partition("/")
    lists: list[tuple[Text, Sequence[Listed]]] = []
    if iri in parts:
        found = [_municipality(folder, part.rpartition("/")[2]) for part in parts[iri]]
        lists.append((Text("市区町村", "Municipalities"), found))
    if not code:
        codes = [_listed(folder, one.iri, one.label) for one in members()[scheme]]
        lists.append((Text("コード", "Codes"), codes))
    return Sheet(
        iri=iri,
        name=_name(triples),
        kind=_kind(scheme),
        definition=_bilingual(triples, SKOS.definition) or _bilingual(triples, DCT.description),
        statements=tuple(_statements(folder, triples)),
        lists=lists,
        site=_site(folder, scheme, code),
    )


_KINDS = {
    "municipality": Text("自治体", "Municipality"),
    "fiscal-year": Text("年度", "Fiscal year"),
    "calendar-year": Text("暦年", "Calendar year"),
}


def _kind(scheme: str) -> Text:
    return _KINDS.get(scheme) or terms()[SHARED + scheme].label


def _name(triples: Sequence[Triple]) -> Text:
    found = _bilingual(triples, SKOS.prefLabel) or _bilingual(triples, DCT.title)
    assert found is not None
    return found


def _bilingual(triples: Sequence[Triple], predicate: NamedNode) -> Text | None:
    found = {
        t.object.language: t.object.value
        for t in triples
        if t.predicate == predicate and isinstance(t.object, Literal)
    }
    return Text(found["ja"], found.get("en")) if "ja" in found else None


def _statements(folder: str, triples: Iterable[Triple]) -> Iterator[tuple[Shown, Sequence[Shown]]]:
    """Each predicate with its values, rdf:type first."""
    said: dict[NamedNode, list[Shown]] = defaultdict(list)
    for triple in sorted(triples, key=_order):
        assert isinstance(triple.object, NamedNode | Literal)
        said[triple.predicate].append(_shown(folder, triple.object))
    for predicate, values in said.items():
        yield _shown(folder, predicate), values


def _order(triple: Triple) -> tuple[bool, str, str]:
    return triple.predicate != RDF.type, triple.predicate.value, str(triple.object)


def _shown(folder: str, value: NamedNode | Literal) -> Shown:
    if isinstance(value, NamedNode):
        return Shown(compact(value.value), _href(folder, value.value))
    datatype = value.datatype
    named = value.language or datatype == XSD.string
    return Shown(value.value, None, value.language, None if named else compact(datatype.value))


def _href(folder: str, iri: str) -> str | None:
    if iri.startswith(SHAPES.iri) or not iri.startswith(SHARED):
        return iri if iri.startswith(("http://", "https://")) else None
    return relative(folder, _folder(iri), "ja")


def _listed(folder: str, iri: str, name: Text) -> Listed:
    return Listed(name, iri.rpartition("/")[2], relative(folder, _folder(iri), "ja"))


def _municipality(folder: str, code: str) -> Listed:
    row = municipalities()[code]
    path = f"{SHARED_FOLDER}/municipality/{code}"
    return Listed(Text(row.name_ja, row.name_en), code, relative(folder, path, "ja"))


def _site(folder: str, scheme: str, code: str) -> Listed | None:
    """The page of the site that tells more, where there is one in every release."""
    if scheme not in members():
        return None
    path = f"vocabulary/{scheme}#{code}".rstrip("#")
    if code and scheme in _SITE_PAGES:
        path = f"{scheme}/{code}"
    return Listed(
        Text("この公開サイトのページ", "Page of this site"), code, relative(folder, path, "ja")
    )


def _ontology_sheets(triples: Sequence[Triple]) -> Iterator[Sheet]:
    """The vocabulary, and the same under the IRI of its version."""
    own = [t for t in triples if t.subject == ONTOLOGY]
    versions = terms()[ONTOLOGY.value].links(OWL.versionIRI)
    for iri in (ONTOLOGY.value, *versions):
        folder = _folder(iri)
        yield Sheet(
            iri=iri,
            name=_name(own),
            kind=Text("語彙", "Vocabulary"),
            definition=_bilingual(own, DCT.description),
            statements=tuple(_statements(folder, own)),
            lists=[
                (title, [_term(folder, one.name, one.label) for one in found])
                for _, title, found in grouped_terms()
            ],
            site=Listed(
                Text("定義と例のある一覧", "The list with definitions and examples"),
                "",
                relative(folder, "vocabulary", "ja"),
            ),
        )


def _term(folder: str, name: str, label: Text) -> Listed:
    return Listed(
        label, compact(KPI[name].value), relative(folder, f"vocabulary#{name}", "ja"), name
    )


def _register_sheet(documents: Mapping[str, Sequence[Triple]]) -> Sheet:
    folder = _folder(REGISTER.value)
    prefectures = [code for code, row in municipalities().items() if code == row.prefecture_code]
    lists = [
        (
            Text("コード表", "Code lists"),
            [_listed(folder, SHARED + name, terms()[SHARED + name].label) for name in members()],
        ),
        (
            Text("都道府県（市区町村はその中）", "Prefectures, with their municipalities"),
            [_municipality(folder, code) for code in prefectures],
        ),
    ]
    for kind in ("fiscal-year", "calendar-year"):
        start = f"{SHARED}{kind}/"
        years = [iri for iri in sorted(documents) if iri.startswith(start)]
        lists.append((_KINDS[kind], [_listed(folder, i, _name(documents[i])) for i in years]))
    return Sheet(
        iri=REGISTER.value,
        name=Text("共通の台帳", "The shared register"),
        kind=Text("名前付きグラフ", "Named graph"),
        definition=Text(
            "自治体、年度、コード表。どの公開者のデータも同じIRIを使うので、対応付けなしに結合できます。",
            "Municipalities, years and code lists. Every publisher's data uses the same IRIs and "
            "therefore joins without mapping.",
        ),
        lists=lists,
    )


def _shapes_sheet(iri: str) -> Sheet:
    folder = _folder(iri)
    return Sheet(
        iri=iri,
        name=Text("SHACLの形状", "The SHACL shapes"),
        kind=Text("検査の規則", "Rules of the check"),
        definition=Text(
            "データが満たすべき条件。公開の前に、すべてのデータをこれで検査しています。",
            "The conditions data must meet. All data is checked against them before publication.",
        ),
        lists=[
            (Text("版", "Versions"), [_sheet_link(folder, one) for one in shapes_iris()]),
            *(
                (Text(*title), [_shape(folder, code) for code in shape_codes(file)])
                for file, title in SHAPE_FILES.items()
            ),
        ],
        site=Listed(
            Text("説明のある一覧", "The list with explanations"),
            "",
            relative(folder, "rules/shapes", "ja"),
        ),
    )


def _sheet_link(folder: str, iri: str) -> Listed:
    return Listed(Text(iri, iri), "", relative(folder, _folder(iri), "ja"))


def _shape(folder: str, code: str) -> Listed:
    said = shape_texts()[code]
    name = Text(said.get(("name", "ja"), code), said.get(("name", "en"), code))
    return Listed(name, f"kpish:{code}", relative(folder, f"rules/shapes#{code}", "ja"), code)
