"""What a push did, thing by thing, and what is where now: for people, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from kpi_lod.errors import KpiLodError


class Did(StrEnum):
    """What was done with one dataset or graph; with ``--dry-run``, what would be."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    HELD_BACK = "held-back"
    FAILED = "failed"
    PENDING = "pending"

    @property
    def words(self) -> str:
        """In Japanese and English."""
        return WORDS[self]


WORDS = {
    Did.ADDED: "追加 / added",
    Did.UPDATED: "更新 / updated",
    Did.UNCHANGED: "変更なし / unchanged",
    Did.REMOVED: "削除 / removed",
    Did.HELD_BACK: "保留 / held back",
    Did.FAILED: "失敗 / failed",
    Did.PENDING: "まだ送っていない / not sent yet",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing; ``where``: its address at the target, ``ja`` and ``en``: why, or what is in it."""

    did: Did
    name: str
    where: str = ""
    ja: str = ""
    en: str = ""

    def as_failed(self, error: KpiLodError) -> Item:
        """The same thing, which failed so."""
        told = error.finding
        texts = (" ".join(parts) for parts in ((told.ja, told.fix_ja), (told.en, told.fix_en)))
        return Item(Did.FAILED, self.name, self.where, *texts)

    def with_did(self, did: Did) -> Item:
        """The same thing, with which something else was done."""
        return replace(self, did=did)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All of a push; ``release`` became current ``at``. ``is_plan``: nothing was sent."""

    target: str
    release: str
    at: str
    items: Sequence[Item]
    is_plan: bool = False

    @property
    def exit_status(self) -> int:
        """2 where something failed or was not tried, 1 where something is held back, else 0."""
        done = {item.did for item in self.items}
        return 2 if done & {Did.FAILED, Did.PENDING} else int(Did.HELD_BACK in done)

    def json(self) -> str:
        """As JSON."""
        told = asdict(self) | {"counts": self._counts()}
        return json.dumps(told, ensure_ascii=False, indent=1)

    def _counts(self) -> dict[str, int]:
        found = Counter(item.did for item in self.items)
        return {did.value: found[did] for did in Did if found[did]}

    def text(self) -> str:
        """What changed, line by line, then how many of each; the unchanged are only counted."""
        lines = [self._head()]
        for item in self.items:
            if item.did is not Did.UNCHANGED:
                lines.append(f"  {item.did.words}: {item.name} {item.where}".rstrip())
                lines += [f"    {text}" for text in (item.ja, item.en) if text]
        counts = [f"{Did(name).words} {n}" for name, n in self._counts().items()]
        return "\n".join([*lines, "、".join(counts) or "何もありません / nothing to push"])

    def _head(self) -> str:
        if self.is_plan:
            return f"計画（まだ何も送っていません） / plan, nothing is sent: {self.target}"
        return f"リリース {self.release}（{self.at}） → {self.target}"
