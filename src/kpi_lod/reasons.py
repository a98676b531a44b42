"""Why the system will not open a file or reach a server, in Japanese and English words.

In: an OSError, whose own text is in the language of the system. Out: words for people.
"""

from __future__ import annotations

import errno
import socket
import ssl

_REASONS = {
    ("EACCES", "EPERM", "EBUSY", "ETXTBSY"): (
        "権限がないか、ほかのプログラム（Excelなど）が開いています",
        "you may not, or another program such as Excel has it open",
    ),
    ("EROFS",): ("書き込めない場所（読み取り専用）です", "the place can only be read"),
    ("ENOENT",): ("そのファイルかフォルダーがありません", "there is no such file or folder"),
    ("ENOSPC", "EDQUOT"): ("ディスクに空きがありません", "the disk is full"),
    ("EFBIG",): (
        "許された大きさを超えるファイルになります",
        "a file would be larger than the system allows",
    ),
    ("EISDIR",): ("ファイルではなくフォルダーです", "it is a folder and no file"),
    ("EEXIST",): ("同じ名前のファイルがすでにあります", "a file of that name is there already"),
    ("ENOTDIR",): ("途中の名前がフォルダーではありません", "a part of its path is no folder"),
    ("ENAMETOOLONG", "EINVAL", "EILSEQ"): (
        "名前が長すぎるか、使えない文字があります",
        "its name is too long or not allowed",
    ),
    ("EIO", "ENODEV", "ENXIO", "ESTALE", "ETIMEDOUT"): (
        "ディスクかネットワークの読み書きに失敗しました",
        "the disk or the network failed",
    ),
    ("ELOOP",): ("リンクが自分に戻っています", "the link leads back to itself"),
    ("EMFILE", "ENFILE"): ("開いているファイルが多すぎます", "too many files are open"),
    ("ECONNREFUSED",): (
        "そのポートで応答するサーバーがありません（接続を拒まれました）",
        "no server listens there (connection refused)",
    ),
    ("ECONNRESET", "ECONNABORTED", "EPIPE"): (
        "サーバーが途中で接続を切りました",
        "the server broke the connection off",
    ),
    ("ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EHOSTDOWN", "EADDRNOTAVAIL"): (
        "ネットワークがそこまで届きません",
        "the network does not reach it",
    ),
}
"""By the names of errno, not all of which every system has."""


_KINDS: tuple[tuple[type[OSError], tuple[str, str]], ...] = (
    (socket.gaierror, ("その名前のサーバーが見つかりません", "no server of that name is known")),
    (
        ssl.SSLCertVerificationError,
        ("サーバーの証明書を信用できません", "the certificate of the server cannot be trusted"),
    ),
    (ssl.SSLError, ("暗号化した接続ができません", "no encrypted connection can be made")),
)
"""Errors that count otherwise than errno does."""


def system_reason(error: OSError) -> tuple[str, str]:
    """The reason in Japanese and English; one that is not known is told by its number.

    >>> system_reason(FileNotFoundError(2, "No such file or directory"))[1]
    'there is no such file or folder'
    """
    for kind, texts in _KINDS:
        if isinstance(error, kind):
            return texts
    number = error.errno or 0
    name = errno.errorcode.get(number, "").removeprefix("WSA")
    told = (texts for names, texts in _REASONS.items() if name in names)
    return next(told, (f"システムのエラー {number}", f"error {number} of the system"))
