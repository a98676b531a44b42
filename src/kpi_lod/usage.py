"""A wrong usage of the command line, told in Japanese and English."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import NoReturn

_USAGE = {
    r"the following arguments are required: (.*)": "引数 {0} がありません。",
    r"unrecognized arguments: (.*)": "{0} という引数はありません。",
    r"argument (.*): invalid choice: (.*) \(choose from (.*)\)": "{0} に {1} は使えません。"
    "使えるのは {2} です。",
    r"argument (.*): not allowed with argument (.*)": "{0} と {1} は一緒に使えません。",
    r"argument (.*): expected .*": "{0} には値が要ります。",
    r"argument (.*): invalid float value: (.*)": "{0} には数を書きます（{1} は数ではありません）。",
    r"argument (.*): not a number of 1 or more: (.*)": "{0} には1以上の整数を書きます"
    "（{1} は使えません）。",
    r"argument (.*): not an address on the web: (.*)": "{0} には http:// か https:// で始まるURLを"
    "書きます（{1} は使えません）。",
    r"argument (.*): the name of the file is empty": "{0} のファイルの名前が空です。",
}
"""What argparse says of a wrong usage → the same in Japanese."""


class Parser(argparse.ArgumentParser):
    """A parser that tells a wrong usage in Japanese, too."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and exit with 2."""
        told = (
            text.format(*found.groups())
            for pattern, text in _USAGE.items()
            if (found := re.fullmatch(pattern, message))
        )
        ja = next(told, "使い方が正しくありません。")
        self.print_usage(sys.stderr)
        self.exit(
            2,
            f"{self.prog}: エラー: {ja} → {self.prog} --help\n"
            f"{self.prog}: error: {message} → {self.prog} --help\n",
        )


def add_verb(
    verbs: argparse._SubParsersAction[Parser],
    name: str,
    *,
    text: str,
    example: str,
    exits: str = "",
) -> argparse.ArgumentParser:
    """A verb with its help; ``exits``: what its exit codes mean, lines that end with a break."""
    return verbs.add_parser(
        name,
        help=text,
        description=text,
        epilog="\n".join(filter(None, (exits, f"例 / Example:\n  {example}"))),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def file_name(name: str) -> Path:
    """The file of that name; an empty one is a wrong usage."""
    if not name:
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return Path(name)


def natural(text: str) -> int:
    """A number of 1 or more; anything else is a wrong usage."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"not a number of 1 or more: {text}")
    return int(text)


def web_address(text: str) -> str:
    """A URL of http or https; anything else is a wrong usage."""
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"not an address on the web: {text}")
    return text
