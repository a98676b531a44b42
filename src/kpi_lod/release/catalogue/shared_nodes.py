"""What every catalogue tells besides its datasets: publisher, contact, licence, authority codes.

DCAT-AP wants the nodes of controlled vocabularies typed, in their schemes and, for people, named
(https://semiceu.github.io/DCAT-AP/releases/3.0.0/#controlled-vocs).
"""

from __future__ import annotations

from collections.abc import Iterable

from kpi_lod.graph import GraphBuilder, Statement
from kpi_lod.register.municipalities import corporate_number
from kpi_lod.release.catalogue.formats import FORMATS, ONTOLOGY_DOCUMENT, STANDARDS
from kpi_lod.release.catalogue.nodes import CatalogueIris
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import (
    DCAT,
    DCATAP,
    DCT,
    FOAF,
    SKOS,
    SPDX,
    VCARD,
    TermText,
    day,
    english,
    iri,
    japanese,
    plain,
)
from kpi_lod.vocabulary import LICENCES

AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Below it the tables of the EU's Publications Office."""

_ADMS = "http://purl.org/adms/"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
SHA256 = iri("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
"""With https, as DCAT-AP 3.0.1's shapes demand; SPDX itself, and the class, have http."""

_LANGUAGES = {"ja": "JPN", "en": "ENG"}
_ATTRIBUTION = ("Attribution", Text("表示", "attribution"))
_LICENCES = {
    "CC-BY-4.0": (_ATTRIBUTION, "Creative Commons Attribution"),
    "CC0-1.0": (
        ("PublicDomain", Text("パブリックドメイン", "public domain")),
        "Creative Commons CCZero",
    ),
    "CC-BY-SA-4.0": (
        ("ViralEffect-ShareAlike", Text("継承", "share alike")),
        "Creative Commons Attribution Share-Alike",
    ),
    "PDL-1.0": (_ATTRIBUTION, "公共データ利用規約"),
}
"""Kind and title; CKAN knows a licence by this title alone, since it has other IRIs for them."""
_LABELS = {
    ("access-right", "PUBLIC"): Text("公開", "public"),
    ("country", "JPN"): Text("日本", "Japan"),
    ("dataset-status", "COMPLETED"): Text("完成", "completed"),
    ("dataset-status", "DEPRECATED"): Text("後の版に置き換え", "superseded"),
    ("dataset-status", "WITHDRAWN"): Text("取り下げ", "withdrawn"),
    ("frequency", "ANNUAL"): Text("年1回", "annual"),
    ("frequency", "NEVER"): Text("更新しない", "never"),
    ("language", "JPN"): Text("日本語", "Japanese"),
    ("language", "ENG"): Text("英語", "English"),
    ("planned-availability", "STABLE"): Text("継続して公開", "stable"),
}

_THEMES = {
    "AGRI": Text("農林水産・食品", "Agriculture, fisheries, forestry and food"),
    "ECON": Text("経済・財政", "Economy and finance"),
    "EDUC": Text("教育・文化・スポーツ", "Education, culture and sport"),
    "ENER": Text("エネルギー", "Energy"),
    "ENVI": Text("環境", "Environment"),
    "GOVE": Text("行政・公共部門", "Government and public sector"),
    "HEAL": Text("健康", "Health"),
    "INTR": Text("国際", "International issues"),
    "JUST": Text("司法・治安", "Justice, legal system and public safety"),
    "REGI": Text("地域・都市", "Regions and cities"),
    "SOCI": Text("人口・社会", "Population and society"),
    "TECH": Text("科学技術", "Science and technology"),
    "TRAN": Text("交通", "Transport"),
}
"""The EU's data themes; of another taxonomy only the code is known."""


def authority(table: str, code: str) -> TermText:
    """A code of a table of the EU's Publications Office.

    >>> authority("frequency", "ANNUAL")
    '<http://publications.europa.eu/resource/authority/frequency/ANNUAL>'
    """
    return iri(f"{AUTHORITY}{table}/{code}")


def media_type(name: str) -> TermText:
    """A media type of IANA's list."""
    return iri(_MEDIA_TYPE + name)


ANNUAL = authority("frequency", "ANNUAL")
NEVER = authority("frequency", "NEVER")
JAPAN = authority("country", "JPN")
PUBLIC = authority("access-right", "PUBLIC")
STABLE = authority("planned-availability", "STABLE")
LOCAL_AUTHORITY = iri(f"{_ADMS}publishertype/LocalAuthority")


def texts(predicate: TermText, text: Text) -> list[Statement]:
    """The text in each language it has."""
    return [
        (predicate, japanese(text.ja)),
        (predicate, english(text.en) if text.en else None),
    ]


def common_statements(publication: Publication) -> list[Statement]:
    """Of every catalogue, series and dataset: who publishes it."""
    about = CatalogueIris(publication.base)
    return [
        (DCT.publisher, about.fragment("publisher")),
        *((DCT.language, authority("language", _LANGUAGES[n])) for n in publication.languages),
    ]


def catalogue_statements(publication: Publication) -> list[Statement]:
    """Of every catalogue: licence, date, taxonomy of themes."""
    return [
        *common_statements(publication),
        (DCT.license, licence(publication)),
        (DCT.issued, day(publication.issued)),
        (DCAT.themeTaxonomy, iri(f"{AUTHORITY}data-theme")),
    ]


def dataset_statements(publication: Publication) -> list[Statement]:
    """Of every dataset and series: themes, contact, rights."""
    return [
        *common_statements(publication),
        (DCAT.contactPoint, CatalogueIris(publication.base).fragment("contact")),
        *((DCAT.theme, iri(theme)) for theme in publication.themes),
    ]


def standard() -> TermText:
    """What all our data conforms to: the vocabulary."""
    return iri(ONTOLOGY_DOCUMENT)


def licence(publication: Publication) -> TermText:
    """The licence of the compiled data."""
    return iri(LICENCES[publication.licence])


def add_shared_nodes(graph: GraphBuilder, publication: Publication) -> None:
    """Everything that the nodes of any catalogue of this publisher refer to."""
    _add_people(graph, publication)
    _add_themes(graph, publication)
    _add_licence(graph, publication)
    _add_authorities(graph, publication)
    _add_formats(graph)


def _add_people(graph: GraphBuilder, publication: Publication) -> None:
    about, number = CatalogueIris(publication.base), publication.publisher_number
    graph.describe(
        about.fragment("publisher"),
        (FOAF.Agent,),
        *texts(FOAF.name, publication.publisher),
        (DCT.identifier, plain(number)),
        (DCT.type, LOCAL_AUTHORITY if _is_local_government(number) else None),
        (FOAF.homepage, iri(publication.base)),
    )
    graph.describe(iri(publication.base), (FOAF.Document,))
    graph.describe(
        about.fragment("contact"),
        (VCARD.Kind,),
        *texts(VCARD.fn, publication.contact),
        (VCARD.hasURL, iri(publication.contact_url)),
    )
    kinds = iri(f"{_ADMS}publishertype/1.0")
    graph.describe(
        kinds, (SKOS.ConceptScheme,), *texts(DCT.title, Text("公表者の種類", "Publisher type"))
    )
    _add_code(graph, LOCAL_AUTHORITY, (SKOS.Concept,), kinds)
    graph.describe(
        LOCAL_AUTHORITY, (), *texts(SKOS.prefLabel, Text("地方公共団体", "local authority"))
    )


def _is_local_government(number: str | None) -> bool:
    return number is not None and number == corporate_number(number[-6:])


def _add_code(
    graph: GraphBuilder, node: TermText, classes: Iterable[TermText], scheme: TermText
) -> None:
    """A code of a controlled vocabulary: typed, and in its scheme."""
    graph.describe(node, classes, (SKOS.inScheme, scheme))


def _add_themes(graph: GraphBuilder, publication: Publication) -> None:
    taxonomy = iri(f"{AUTHORITY}data-theme")
    graph.describe(taxonomy, (SKOS.ConceptScheme,), *texts(DCT.title, Text("分野", "Data theme")))
    for theme in publication.themes:
        _add_code(graph, iri(theme), (SKOS.Concept,), taxonomy)
        name = theme.rpartition("/")[2]
        label = _THEMES.get(name, Text(name, None))
        graph.describe(iri(theme), (), *texts(SKOS.prefLabel, label))


def _add_licence(graph: GraphBuilder, publication: Publication) -> None:
    (kind, label), title = _LICENCES[publication.licence]
    node = iri(f"{_ADMS}licencetype/{kind}")
    graph.describe(
        licence(publication),
        (DCT.LicenseDocument,),
        (DCT.identifier, plain(publication.licence)),
        (DCT.title, plain(title)),
        (DCT.type, node),
    )
    _add_code(graph, node, (SKOS.Concept,), iri(f"{_ADMS}licencetype/1.0"))
    graph.describe(node, (), *texts(SKOS.prefLabel, label))


_CLASSES = {
    "access-right": DCT.RightsStatement,
    "country": DCT.Location,
    "dataset-status": SKOS.Concept,
    "frequency": DCT.Frequency,
    "language": DCT.LinguisticSystem,
    "planned-availability": SKOS.Concept,
}


def _add_authorities(graph: GraphBuilder, publication: Publication) -> None:
    spoken = {_LANGUAGES[name] for name in publication.languages}
    for (table, code), label in _LABELS.items():
        if table == "language" and code not in spoken:
            continue
        node = authority(table, code)
        _add_code(graph, node, (_CLASSES[table],), iri(AUTHORITY + table))
        graph.describe(node, (), *texts(SKOS.prefLabel, label))


def _add_formats(graph: GraphBuilder) -> None:
    for form in FORMATS.values():
        node = authority("file-type", form.file_type)
        _add_code(graph, node, (DCT.MediaTypeOrExtent,), iri(f"{AUTHORITY}file-type"))
        for name in filter(None, (form.media_type, form.packed)):
            graph.describe(media_type(name), (DCT.MediaType,))
    for standard, title in STANDARDS.items():
        graph.describe(iri(standard), (DCT.Standard,), (DCT.title, english(title)))
    graph.describe(SHA256, (SPDX.ChecksumAlgorithm,))


AVAILABILITY: Statement = (DCATAP.availability, STABLE)
"""Of every distribution."""
