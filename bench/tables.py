"""Measurements → the Markdown tables of README.md, in Japanese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.bench_check import CheckMeasure
from bench.bench_records import RecordMeasure
from bench.bench_shacl import Measure

MARKS = ("<!-- bench: begin -->", "<!-- bench: end -->")
TITLES = {
    "full": "規則すべて（sh:sparqlを含む） / all shapes, sh:sparql included",
    "core": "SHACL Coreの規則だけ / core shapes only",
}
OUTCOMES = {"skipped": "—", "absent": "—", "failed": "失敗 / failed"}


def size_name(size: int) -> str:
    """10 k, 1 M and so on."""
    return f"{size // 1_000_000} M" if size >= 1_000_000 else f"{size // 1000} k"


def seconds(value: float) -> str:
    """Two digits behind the point below 10 s, one below 100 s."""
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def memory(mib: int) -> str:
    """MiB, above 1024 GiB."""
    return f"{mib} MiB" if mib < 1024 else f"{mib / 1024:.1f} GiB"


def validation_tables(measures: Sequence[Measure], machine: Mapping[str, object]) -> list[str]:
    """A line on the machine, a table for each set of shapes, and the remarks."""
    head = (
        f"{machine['cores']}コア、メモリー{machine['memory_gib']} GiB、{machine['date']}。"
        "プロセス全体（読み込みから報告書まで）、中央値。 / "
        f"{machine['cores']} cores, {machine['memory_gib']} GiB, {machine['date']}; whole "
        "processes from reading to the report, medians."
    )
    tables = [_validation_table(which, measures) for which in TITLES]
    return [head, *tables, "\n".join(_remarks(measures))]


def compared_size(measures: Iterable[Measure]) -> int:
    """The largest size that another engine came to the end of, else the smallest."""
    measures = list(measures)
    done = [one.size for one in measures if one.outcome == "done" and not one.ours]
    return max(done, default=min(one.size for one in measures))


def _validation_table(which: str, measures: Sequence[Measure]) -> str:
    chosen = [one for one in measures if one.shapes == which]
    sizes = sorted({one.size for one in chosen})
    at = compared_size(chosen)
    columns = [
        TITLES[which],
        *(size_name(size) for size in sizes),
        f"メモリー / memory ({size_name(at)})",
        f"結果 / results ({size_name(at)})",
        f"kpi-lodの何倍 / × kpi-lod ({size_name(at)})",
    ]
    rows = [_row(engine, sizes, chosen, at) for engine in dict.fromkeys(m.engine for m in chosen)]
    return table(columns, rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, all columns but the first aligned to the right."""
    rule = ["---", *("--:" for _ in columns[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (columns, rule, *rows))


def _row(engine: str, sizes: Sequence[int], measures: Sequence[Measure], at: int) -> list[str]:
    own = {one.size: one for one in measures if one.engine == engine}
    ours = next((one for one in measures if one.ours and one.size == at), None)
    there = own[at]
    name = f"{engine} {there.version}".strip()
    if there.ours:
        name = f"**{name}**"
    return [
        name,
        *(_time(own[size]) for size in sizes),
        "" if there.peak_mib is None else memory(there.peak_mib),
        _results(there),
        _ratio(there, ours),
    ]


def _time(one: Measure) -> str:
    if one.outcome == "done" and one.seconds is not None:
        return seconds(one.seconds)
    if one.outcome == "time" and one.seconds is not None:
        return f"> {one.seconds:.0f} s"
    if one.outcome == "memory" and one.peak_mib is not None:
        return f"> {memory(one.peak_mib)}"
    return OUTCOMES[one.outcome]


def _results(one: Measure) -> str:
    if one.results is None:
        return ""
    differs = f" (−{one.missing} +{one.extra})" if one.missing or one.extra else ""
    wrong = f" ≠ {one.expected}" if one.ours and one.results != one.expected else ""
    return f"{one.results:,}{differs}{wrong}"


def _ratio(one: Measure, ours: Measure | None) -> str:
    if one.ours or ours is None or ours.outcome != "done" or not ours.seconds or not one.seconds:
        return ""
    mark = {"done": "", "time": "> "}.get(one.outcome)
    return "" if mark is None else f"{mark}{one.seconds / ours.seconds:.1f}×"


def _remarks(measures: Sequence[Measure]) -> Iterator[str]:
    """What the reader must know about single engines, each once."""
    yield (
        "結果の (−a +b) はkpi-lodにあってないもの・ないのにあるもの。"
        " / (−a +b): results that kpi-lod has and it lacks, and the other way round."
    )
    told: set[str] = set()
    for one in measures:
        for line in _engine_remarks(one):
            if line not in told:
                told.add(line)
                yield f"<br>{line}"


def _engine_remarks(one: Measure) -> Iterator[str]:
    if one.remark:
        yield f"{one.engine}: {one.remark[0]} / {one.remark[1]}."
    if one.outcome == "absent":
        yield f"{one.engine}: 入っていません / not installed: {one.reason}."
    if one.outcome == "failed":
        yield f"{one.engine} ({one.shapes}, {size_name(one.size)}): {one.reason}"


def records_table(measures: Sequence[RecordMeasure]) -> str:
    """The mappers, and what was compared."""
    ours = next((one for one in measures if one.outcome == "done" and not one.whole), None)
    columns = [
        "記録 → N-Quads / records → N-Quads",
        "トリプル / triples",
        "時間 / time",
        "トリプル毎秒 / triples a second",
        "メモリー / memory",
        "kpi-lodは何倍速いか / kpi-lod is faster by",
    ]
    note = (
        "提出データ・資料・測定値を、どれも同じトリプルに（20 kで一つずつ照合）。時計はメモリー上の"
        "記録・表から（Morph-KGCはCSVから）ファイルまで。整列してグラフ名を付けるのはkpi-lodだけ、"
        "Morph-KGCはグラフ名だけ。「すべて」は金額・評価・結果も。 / "
        "Submissions, documents and measurements, the same triples from all (compared one by one "
        "at 20 k). The clock runs from records or frames in memory (Morph-KGC: CSV files) to the "
        "file. Only kpi-lod sorts; it and Morph-KGC name graphs. Everything: money, evaluations "
        "and results as well."
    )
    return table(columns, [_record_row(one, ours) for one in measures]) + "\n\n" + note


def _record_row(one: RecordMeasure, ours: RecordMeasure | None) -> list[str]:
    name = f"{one.mapper} {one.version}".strip() + ("、すべて / everything" if one.whole else "")
    if one.outcome != "done":
        told = {"absent": "入っていません / not installed", "time": "時間切れ / too long"}
        return [name, "", told.get(one.outcome, "失敗 / failed"), "", "", one.reason]
    differs = " ≠" if one.same is False else ""
    ratio = f"{ours.rate / one.rate:.1f}×" if ours and not _is_ours(one) else ""
    return [
        f"**{name}**" if _is_ours(one) else name,
        f"{one.triples:,}{differs}",
        seconds(one.seconds),
        f"{one.rate:,}",
        memory(one.peak_mib),
        ratio,
    ]


def _is_ours(one: RecordMeasure) -> bool:
    return one.mapper == "kpi-lod"


def check_line(one: CheckMeasure) -> str:
    """The time of ``kpi-lod check`` in a sentence."""
    size = f"{one.projects} × {one.indicators // one.projects} × 5"
    took = seconds(one.seconds) if one.outcome == "done" else one.outcome
    cost = f"{took}, {memory(one.peak_mib)}"
    return (
        f"`kpi-lod check`、1件の提出物（{size}、事業 × KPI × 年）: {cost}。 / "
        f"`kpi-lod check` of one submission ({size}, projects × KPIs × years): {cost}."
    )


def inserted(tables: str, readme: Path) -> bool:
    """Put the tables between the marks of the file; False where it has none."""
    text = readme.read_text("utf-8")
    begin, end = MARKS
    made, count = re.subn(
        f"{begin}.*?{end}", lambda _: f"{begin}\n{tables}\n{end}", text, flags=re.DOTALL
    )
    if count:
        readme.write_text(made, "utf-8")
    return bool(count)
