"""What datasets are called, how they are described and under which words they are found.

In: the list of municipalities, submissions and projects. Out: texts in Japanese and English, each
in one language alone: an English text names no document that has a Japanese title only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi_lod.dataset import MunicipalityData
from kpi_lod.japanese.years import printed_fiscal_year
from kpi_lod.records import Submission
from kpi_lod.register.labels import label
from kpi_lod.register.municipalities import Municipality, municipalities
from kpi_lod.release.summary import Summary
from kpi_lod.settings import Text

SUBJECTS = ("地方創生", "KPI", "事業評価", "交付金")
"""The words under which everything of ours is looked for."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that data is found by: programmes and concepts, sorted, each once."""

    programmes: tuple[str, ...]
    concepts: tuple[str, ...]

    @classmethod
    def of(cls, programmes: Iterable[str], concepts: Iterable[str | None]) -> Codes:
        """The distinct ones; a KPI without a concept has None."""
        return cls(tuple(sorted(set(programmes))), tuple(sorted(set(filter(None, concepts)))))

    @classmethod
    def of_submission(cls, submission: Submission) -> Codes:
        """Of what a submission printed."""
        projects = submission.projects
        concepts = (one.concept for project in projects for one in project.indicators)
        return cls.of((one.programme for one in projects), concepts)

    @classmethod
    def of_municipality(cls, data: MunicipalityData) -> Codes:
        """Of all projects as they stand now."""
        concepts = (i.indicator.concept for one in data.projects for i in one.indicators)
        return cls.of((one.now.project.programme for one in data.projects), concepts)

    @classmethod
    def of_all(cls, summaries: Sequence[Summary]) -> Codes:
        """Of all municipalities."""
        projects = [project for one in summaries for project in one.projects]
        concepts = (one.concept for project in projects for one in project.indicators)
        return cls.of((one.programme for one in projects), concepts)


def keywords(codes: Codes, *places: str) -> tuple[str, ...]:
    """Search words in Japanese, each once: subjects, places, grants, harmonised indicators."""
    programmes = (label("programme", code, "ja") for code in codes.programmes)
    concepts = (label("concept", code, "ja") for code in codes.concepts)
    words = (word for text in (*programmes, *concepts) for word in search_words(text))
    return tuple(dict.fromkeys((*SUBJECTS, *places, *words)))


def search_words(label: str) -> list[str]:
    """A label as words that CKAN takes for tags: letters, digits, space, hyphen and dot alone.

    >>> search_words("新しい地方経済・生活環境創生交付金（第2世代交付金 ソフト事業）")
    ['新しい地方経済 生活環境創生交付金', '第2世代交付金 ソフト事業']
    """
    parts = (_NO_TAG.sub(" ", part).strip() for part in _BRACKETS.split(label))
    return [part for part in parts if part]


_BRACKETS = re.compile(r"[（）()]")
_NO_TAG = re.compile(r"[^\w \-.]+")


def places(code: str) -> tuple[str, ...]:
    """Prefecture and municipality in Japanese, once where they are the same."""
    row = municipalities()[code]
    return tuple(dict.fromkeys((row.prefecture_ja, row.name_ja)))


def full_name(code: str) -> Text:
    """A municipality with its prefecture.

    >>> full_name("032018")
    Text(ja='岩手県盛岡市', en='Morioka, Iwate')
    """
    row = municipalities()[code]
    if row.code == row.prefecture_code:
        return Text(row.name_ja, row.name_en)
    return Text(row.prefecture_ja + row.name_ja, f"{row.name_en}, {row.prefecture_en}")


def municipality_title(row: Municipality) -> Text:
    """Of all years of a municipality."""
    return Text(
        f"{row.name_ja}の地方創生事業とKPI（全年度）",
        f"Regional revitalisation projects and KPIs of {row.name_en}, all years",
    )


def municipality_description(code: str) -> Text:
    """Of all years of a municipality."""
    name = full_name(code)
    return Text(
        f"{name.ja}が公表した全ての報告から、事業ごとにKPIの目標値・実績値と達成率、"
        "事業費と交付額をまとめたデータ。",
        f"Targets, actuals and achievement rates of the KPIs of each project, with expenditure "
        f"and grants, from all reports that {name.en} has published.",
    )


def catalogue_title(row: Municipality) -> Text:
    """Of the catalogue of one municipality alone."""
    return Text(
        f"{row.name_ja}の地方創生事業のデータカタログ",
        f"Catalogue of data on the regional revitalisation projects of {row.name_en}",
    )


def catalogue_description(code: str) -> Text:
    """Of the catalogue of one municipality alone."""
    name = full_name(code)
    return Text(
        f"{name.ja}が公表した事業とKPIの実績報告と、その全年度をまとめたデータの一覧。",
        f"The reports on projects and their KPIs that {name.en} published, "
        "and the data of all years together.",
    )


def series_title(row: Municipality) -> Text:
    """Of the series of a municipality's reports."""
    return Text(
        f"{row.name_ja}の地方創生事業の実績報告",
        f"Yearly reports on the regional revitalisation projects of {row.name_en}",
    )


def series_description(code: str) -> Text:
    """Of the series of a municipality's reports."""
    name = full_name(code)
    return Text(
        f"{name.ja}が年度ごとに公表した事業とKPIの実績報告。公表資料ごとに一つのデータセットがある。",
        f"The reports on projects and their KPIs that {name.en} publishes year by year: "
        "one dataset for each document.",
    )


def submission_title(submission: Submission) -> Text:
    """Of what one document printed; a revision says that it is one."""
    row = municipalities()[submission.municipality]
    year, revision = submission.reporting_year, submission.revision
    changed = Text(f"（第{revision}版）", f", revision {revision}")
    again = changed if revision > 1 else Text("", "")
    return Text(
        f"{row.name_ja}の地方創生事業の実績報告　{printed_fiscal_year(year)}{again.ja}",
        f"Report on the regional revitalisation projects of {row.name_en} "
        f"for fiscal year {year}{again.en}",
    )


def submission_description(submission: Submission) -> Text:
    """Of what one document printed; of a withdrawn one that it was taken back, and why."""
    name = full_name(submission.municipality)
    year = submission.reporting_year
    if submission.withdrawn is not None:
        return Text(
            f"{name.ja}の資料「{submission.source.title}」によるデータは取り下げられた。"
            f"理由：{submission.withdrawn}",
            f"The data of the report of {name.en} for fiscal year {year} was withdrawn "
            "and is no longer published.",
        )
    return Text(
        f"{name.ja}が公表した資料「{submission.source.title}」にある、"
        "事業ごとのKPIの目標値・実績値と事業費を、印刷されたとおりに記録したデータ。",
        f"Targets and actuals of the KPIs and the amounts of each project, recorded as printed in "
        f"the report that {name.en} published for fiscal year {year}.",
    )


def project_description(code: str, name: str, summary: str | None) -> Text:
    """Of one project over all its years."""
    place = full_name(code)
    return Text(
        f"{place.ja}の事業「{name}」のKPIの目標値・実績値と事業費。{summary or ''}",
        f"Targets and actuals of the KPIs of a project of {place.en}, with its expenditure.",
    )
