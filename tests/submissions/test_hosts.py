"""Hosts that pass for another one: only what a reader would mistake."""

from __future__ import annotations

import pytest

from kpi_lod.submissions.hosts import deceptive_host


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("www.сity.chino.lg.jp", "www.xn--ity-3ed.chino.lg.jp"),
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("CITY.CHİNO.jp", "CITY.xn--chino-9fd.jp"),
        ("ｃｉｔｙ.jp", "city.jp"),
        ("cityーchino.jp", "xn--citychino-ol5h.jp"),
        ("city.lg.jpノa.example", "city.lg.xn--jpa-ln4b.example"),
        ("münchen.jp", "xn--mnchen-3ya.jp"),
    ],
)
def test_letters_that_pass_for_others_are_told_with_punycode(host: str, network: str) -> None:
    found = deceptive_host(f"https://{host}/r5.pdf")
    assert found is not None
    assert found[1] == network


@pytest.mark.parametrize(
    "url",
    [
        "https://www.city.chino.lg.jp/сity.pdf",
        "https://example.jp/?q=münchen#ノ",
        "http://例え.jp/資料.pdf",
        "http://データセンター.jp/",
        "http://xn--r8jz45g.jp/",
        "http://xn--!.jp/",
        "HTTPS://[::1]:8080/",
        "https://user@city.jp:443/",
    ],
)
def test_ascii_and_japanese_hosts_are_plain(url: str) -> None:
    assert deceptive_host(url) is None


def test_a_label_without_end_takes_no_time() -> None:
    assert deceptive_host(f"https://{'с' * 1_000_000}.jp/") is not None
