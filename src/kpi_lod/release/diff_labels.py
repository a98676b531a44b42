"""What changes between releases are called, in Japanese and English."""

from __future__ import annotations

from kpi_lod.release.snapshot import ACTIVITY, EVALUATION

HEADINGS = {
    "restated": ("値の修正", "restated values"),
    "withdrawn": ("取り下げられた提出データ", "withdrawn submissions"),
    "values-gone": ("なくなった値", "values that are gone"),
    "texts": ("文言と状態の変更", "changed texts and statuses"),
    "settings": ("公開の設定の変更", "changed settings"),
    "municipality-names": ("自治体の名称の変更", "changed names of municipalities"),
    "submissions-new": ("新しい提出データ", "new submissions"),
    "submissions-changed": ("内容が変わった提出データ", "changed submissions"),
    "submissions-gone": ("なくなった提出データ", "submissions that are gone"),
    "projects-new": ("新しい事業", "new projects"),
    "projects-gone": ("なくなった事業", "projects that are gone"),
    "kpis-new": ("新しいKPI", "new KPIs"),
    "kpis-gone": ("なくなったKPI", "KPIs that are gone"),
    "values-new": ("新しい値", "new values"),
    "descriptions": ("説明の変更", "changed descriptions"),
    "statements": ("そのほかの変更", "other changes"),
}
COUNTED = {
    "submissions": ("提出データ", "submissions"),
    "projects": ("事業", "projects"),
    "kpis": ("KPI", "KPIs"),
    "values": ("値", "values"),
}
PROPERTIES = {
    "title": ("名称", "name"),
    "prefLabel": ("名称", "name"),
    "description": ("概要", "summary"),
    "programme": ("制度", "programme"),
    "partner": ("連携自治体", "partners"),
    "departmentName": ("担当部署", "departments"),
    "firstFiscalYear": ("開始年度", "first year"),
    "lastFiscalYear": ("終了年度", "last year"),
    "unit": ("単位", "unit"),
    "level": ("段階", "level"),
    "direction": ("望ましい方向", "direction"),
    "basis": ("値の捉え方", "basis"),
    "concept": ("共通指標", "harmonised indicator"),
    "match": ("一致度", "match"),
    "revision": ("版", "edition"),
    "year": ("報告年度", "reporting year"),
    "withdrawn": ("取り下げの理由", "reason of the withdrawal"),
    "sourceTerms": ("資料の利用条件", "terms of the source"),
    "url": ("資料のURL", "URL of the source"),
    "fileName": ("資料のファイル", "file of the source"),
    "sha256": ("資料のSHA-256", "SHA-256 of the source"),
    "programmeYear": ("事業の年目", "year of the programme"),
    "subsidyNumerator": ("補助率の分子", "numerator of the subsidy rate"),
    "subsidyDenominator": ("補助率の分母", "denominator of the subsidy rate"),
    "judged": ("人が判断した欄", "fields a person judged"),
    "reviewed": ("確認", "reviewed"),
    "as-written": ("記載", "as written"),
    "value": ("数", "figure"),
    "status": ("状態", "status"),
    "unitAsWritten": ("記載された単位", "unit as written"),
    "numerator": ("分子", "numerator"),
    "denominator": ("分母", "denominator"),
    "note": ("注", "note"),
    "place": ("資料での場所", "place in the source"),
    "text": ("内容", "text"),
    "effect": ("事業効果", "effect"),
    "externalReview": ("外部有識者の評価", "external review"),
    "externalComment": ("外部有識者の意見", "external comment"),
    "nextStep": ("今後の方針", "next step"),
    "nextStepReason": ("方針の理由", "reason of the next step"),
    "base": ("公開先のIRI", "base IRI"),
    "licence": ("まとめたデータの利用条件", "licence of the compiled data"),
    "title_en": ("英語の名称", "title in English"),
    "author": ("公開者", "publisher"),
    "name-ja": ("名称", "name in Japanese"),
    "name-ja-hrkt": ("読み", "reading of the name"),
    "name-en": ("英語の名称", "name in English"),
}
JUDGED = {
    **{name: PROPERTIES[name] for name in ("unit", "level", "direction", "basis")},
    **{name: PROPERTIES[name] for name in ("concept", "match")},
    "area": ("対象区域", "area"),
    "year": ("年度", "year"),
}
"""The fields that a person may have judged."""

SCHEMES = {
    name: name
    for name in ("programme", "unit", "level", "direction", "basis", "concept", "match", "effect")
} | {"externalReview": "external-review", "nextStep": "next-step", "status": "status"}
"""Property → scheme of its codes."""

REMARK_LABELS = {ACTIVITY: ("実施内容", "activity"), EVALUATION: ("評価", "evaluation")}
