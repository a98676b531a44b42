"""The texts of all findings and errors that the program itself words, in Japanese and English.

Key: the stable code, with a variant behind ``/`` where one code has several wordings. ``ja``/``en``
say what was found and what is allowed; ``fix_ja``/``fix_en`` what to do. ``{fields}`` are filled in
by :func:`kpi_lod.errors.finding`. The texts of SHACL findings stand in the shapes (sh:message).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One wording: problem and remedy, in two languages."""

    ja: str
    en: str
    fix_ja: str
    fix_en: str


MESSAGES: dict[str, Message] = {
    # --- the file as text -------------------------------------------------------------------
    "file-missing": Message(
        "「{found}」が見つかりません。",
        "'{found}' does not exist.",
        "ファイルの名前と場所を確かめてください。",
        "Check the name and the folder.",
    ),
    "file-type": Message(
        "「{found}」は読めない種類のファイルです。読めるのは {allowed} です。",
        "'{found}' is not a kind of file that can be read here. Allowed: {allowed}.",
        "{allowed} のファイルを指定してください。",
        "Give a file of the kind {allowed}.",
    ),
    "file-too-large": Message(
        "ファイルが大きすぎます（{found} バイト）。上限は {allowed} バイトです。",
        "The file is too large ({found} bytes). The limit is {allowed} bytes.",
        "事業ごとにファイルを分けてください。",
        "Split the file by project.",
    ),
    "empty": Message(
        "ファイルに内容がありません。",
        "The file holds nothing.",
        "報告する事業を少なくとも1つ書いてください。",
        "Write at least one project.",
    ),
    "empty/projects": Message(
        "事業が1つも書かれていません。",
        "There is not a single project.",
        "報告する事業を少なくとも1つ書いてください。",
        "Write at least one project.",
    ),
    "encoding": Message(
        "UTF-8として読めない文字があります（{found}）。",
        "There are bytes that are not UTF-8 ({found}).",
        "文字コードUTF-8で保存し直してください。",
        "Save the file as UTF-8.",
    ),
    "text-control": Message(
        "使えない制御文字 {found} があります。",
        "There is a control character, {found}, which is not allowed.",
        "その文字を消してください。",
        "Delete that character.",
    ),
    "text-nfc": Message(
        "濁点などが分かれた文字を合わせて読みました（「{found}」）。",
        "Characters with separate voicing marks were joined when reading ('{found}').",
        "このままで構いません。",
        "Nothing to do.",
    ),
    # --- YAML -------------------------------------------------------------------------------
    "yaml-syntax": Message(
        "YAMLの書き方に誤りがあります: {found}",
        "This is not well-formed YAML: {found}",
        "字下げ（タブは不可）、引用符、コロンの後の空白を確かめてください。",
        "Check the indentation (no tabs), the quotes and the space after each colon.",
    ),
    "yaml-syntax/documents": Message(
        "1つのファイルに2つ目の文書（---）があります。1ファイルに1文書です。",
        "There is a second document (---); one file holds one document.",
        "2つ目の文書を別のファイルに移してください。",
        "Move the second document to a file of its own.",
    ),
    "yaml-syntax/key": Message(
        "項目名が文字列ではありません。項目名は1つの語で書きます。",
        "A key is not plain text. A key is one word.",
        "項目名を1つの語にしてください。",
        "Write the key as one word.",
    ),
    "yaml-duplicate-key": Message(
        "「{found}」は{line}行目にもあります。同じ項目は1度だけ書けます。",
        "'{found}' stands in line {line} too. A key may stand once.",
        "どちらかを消してください。",
        "Delete one of the two.",
    ),
    "yaml-ambiguous/octal": Message(
        "引用符がないため {read} と読まれます（「{found}」）。",
        "Without quotes {found} is read as {read}.",
        '"{found}" と引用符を付けて書いてください。',
        'Write it with quotes: "{found}".',
    ),
    "yaml-ambiguous/boolean": Message(
        "「{found}」は引用符がないと真偽値（{read}）になります。",
        "Without quotes {found} is read as the truth value {read}.",
        '"{found}" と引用符を付けて書いてください。',
        'Write it with quotes: "{found}".',
    ),
    "yaml-ambiguous/sexagesimal": Message(
        "「{found}」は引用符がないと60進数（{read}）になります。",
        "Without quotes {found} is read as a base-60 number ({read}).",
        '文字なら "{found}" と引用符を付け、数値なら普通の数で書いてください。',
        'Write "{found}" with quotes if it is text, or a plain number.',
    ),
    "yaml-ambiguous/number": Message(
        "文字を書く項目に数（{read}）と読まれる「{found}」があります。",
        "{found} is read as the number {read}, where text is due.",
        '"{found}" と引用符を付けて書いてください。',
        'Write it with quotes: "{found}".',
    ),
    "yaml-ambiguous/null": Message(
        "値がありません（「{found}」は「なし」と読まれます）。",
        "There is no value ({found!r} is read as 'nothing').",
        '原文が空欄なら "" と書き、項目が要らなければ行ごと消してください。',
        'Write "" for a cell that is blank in the source, or delete the line.',
    ),
    "yaml-alias": Message(
        "別名（& と *）と結合（<<）は使えません（「{found}」）。",
        "Anchors (&), aliases (*) and merge keys (<<) are not allowed ({found}).",
        "同じ内容をその場所にもう一度書いてください。",
        "Write the content out at each place.",
    ),
    "yaml-tag": Message(
        "型の指定「{found}」は使えません。",
        "The tag {found} is not allowed.",
        "! で始まる部分を消してください。",
        "Delete the part that begins with '!'.",
    ),
    "yaml-too-deep": Message(
        "入れ子が深すぎます。{allowed}段までです。",
        "Nested too deeply; {allowed} levels are allowed.",
        "括弧と字下げを確かめてください。",
        "Check brackets and indentation.",
    ),
    "yaml-too-many": Message(
        "項目が多すぎます。{allowed}個までです。",
        "Too many entries; {allowed} are allowed.",
        "事業ごとにファイルを分けてください。",
        "Split the file by project.",
    ),
    "date-invalid": Message(
        "「{found}」という日付はありません。",
        "There is no such date: {found}.",
        "年月日を確かめ、2024-04-01 のように書いてください。",
        "Check it and write it like 2024-04-01.",
    ),
    # --- keys and forms ---------------------------------------------------------------------
    "unknown-key": Message(
        "「{found}」という項目はありません。「{nearest}」の誤りですか。",
        "There is no key '{found}'. Did you mean '{nearest}'?",
        "書ける項目: {allowed}",
        "Allowed keys: {allowed}",
    ),
    "missing-key": Message(
        "「{found}」がありません。必ず書く項目です。",
        "'{found}' is missing; it is required.",
        "「{found}:」の行を加えてください。",
        "Add a line '{found}:'.",
    ),
    "value-type": Message(
        "ここには{allowed_ja}を書きますが、「{found}」と書かれています。",
        "Here {allowed_en} is due, but it says '{found}'.",
        "{allowed_ja}に直してください。",
        "Change it to {allowed_en}.",
    ),
    "value-type/kind": Message(
        "ここには{allowed_ja}を書きますが、{found_ja}が書かれています。",
        "Here {allowed_en} is due, but there is {found_en}.",
        "{allowed_ja}に直してください。",
        "Change it to {allowed_en}.",
    ),
    "value-type/nothing": Message(
        "ここには{allowed_ja}を書きますが、何も書かれていません。",
        "Here {allowed_en} is due, but there is nothing.",
        "{allowed_ja}を書いてください。その項目が要らなければ、項目名ごと消してください。",
        "Write {allowed_en}, or delete the key as well if you do not need it.",
    ),
    "value-allowed": Message(
        "「{found}」は使えません。使える値: {allowed}",
        "'{found}' is not one of the allowed values: {allowed}",
        "使える値から選んでください。",
        "Choose one of the allowed values.",
    ),
    "value-allowed/own-code": Message(
        "partners に、提出する自治体自身のコード「{found}」があります。",
        "The partners include the code of the submitting municipality itself, '{found}'.",
        "共同で行う他の自治体のコードだけを書いてください。",
        "Give the codes of the other municipalities only.",
    ),
    "code-unknown": Message(
        "{what_ja}「{found}」は一覧にありません。近いもの: {nearest}",
        "'{found}' is not in the list of {what_en}. Nearest: {nearest}",
        "近いものから選ぶか、一覧への追加を申し出てください。",
        "Choose one of these, or ask for an addition to the list.",
    ),
    "id-form": Message(
        "id「{found}」は使えません。半角小文字・数字・ハイフンで64字まで（[a-z0-9-]{{1,64}}）です。",
        "The id '{found}' is not allowed: lower-case letters, digits and hyphens, "
        "at most 64 ([a-z0-9-]{{1,64}}).",
        "たとえば satellite-offices のように書いてください。",
        "Write it like satellite-offices.",
    ),
    "id-form/device": Message(
        "id「{found}」は使えません。Windowsでフォルダーの名前にできない語です。",
        "The id '{found}' is not allowed: Windows cannot have a folder of that name.",
        "{found}-1 のように、別の語にしてください。",
        "Choose another word, like {found}-1.",
    ),
    "id-form/reserved": Message(
        "id「{found}」は使えません。このシステムが別の用途に使う語です。",
        "The id '{found}' is not allowed: it is reserved for another use.",
        "別のidにしてください。",
        "Choose another id.",
    ),
    "duplicate-id": Message(
        "id「{found}」は{line}行目でも使われています。",
        "The id '{found}' is used in line {line} too.",
        "どちらかのidを変えてください。",
        "Change one of the two ids.",
    ),
    "duplicate-period": Message(
        "「{found}」は{line}行目と同じ期間です。",
        "'{found}' is the same period as line {line}.",
        "1つにまとめてください。",
        "Join the two.",
    ),
    "duplicate-project": Message(
        "事業「{found}」の同じ年度の報告が {other} にもあります。",
        "The same project '{found}' is reported for the same year in {other} too.",
        "どちらかを消すか、新しい方の revision を大きくしてください。",
        "Delete one of the two, or give the newer one a higher revision.",
    ),
    "duplicate-submission": Message(
        "提出物のid「{found}」は {other} でも使われています。",
        "The submission id '{found}' is used in {other} too.",
        "idは自治体の中で1度だけ使えます。どちらかを変えてください。",
        "An id is used once in a municipality; change one of the two.",
    ),
    "indicator-changed": Message(
        "KPI「{found}」の{what_ja}が {other} の「{before}」から「{after}」に変わっています。",
        "The {what_en} of indicator '{found}' changed from '{before}' in {other} to '{after}'.",
        "別の指標になるので、新しいidを付けてください。"
        "前の提出物が誤りなら、そちらに withdrawn: 理由 と書いてください。",
        "It is another indicator now: give it a new id. "
        "If the former submission is wrong, write 'withdrawn: reason' there.",
    ),
    "format-version": Message(
        "kpi-lod: {found} は扱えません。この版が扱うのは {allowed} です。",
        "kpi-lod: {found} cannot be read; this version reads {allowed}.",
        "kpi-lod: {allowed} と書いてください。",
        "Write kpi-lod: {allowed}.",
    ),
    "municipality-code/form": Message(
        "「{found}」は全国地方公共団体コード（半角数字6桁）ではありません。近いもの: {nearest}",
        "'{found}' is not a local government code (six ASCII digits). Nearest: {nearest}",
        '"032018" のように6桁を引用符で囲んで書いてください。',
        'Write six digits in quotes, as "032018".',
    ),
    "municipality-code/check": Message(
        "コード {found} の検査数字が合いません。近いもの: {nearest}",
        "The check digit of {found} is wrong. Nearest: {nearest}",
        "最後の桁を含めて確かめてください。",
        "Check the code, its last digit included.",
    ),
    "municipality-code/unknown": Message(
        "コード {found} の自治体は一覧にありません（廃止されたか、誤りです）。近いもの: {nearest}",
        "No municipality has the code {found} (abolished, or a mistake). Nearest: {nearest}",
        "現在のコードを書いてください。",
        "Write the present code.",
    ),
    "url-scheme": Message(
        "URL「{found}」は使えません。https:// か http:// で始まるものに限ります。",
        "The URL '{found}' is not allowed; it must begin with https:// or http://.",
        "公開ページのURLを書くか、行を消してください。",
        "Write the address of the public page, or delete the line.",
    ),
    "url-form": Message(
        "URL「{found}」の形に誤りがあります。",
        "'{found}' is not a well-formed URL.",
        "ブラウザーのアドレス欄から写してください。",
        "Copy it from the browser's address bar.",
    ),
    "too-many-findings": Message(
        "誤りが多いので、{allowed}件だけを示しています。",
        "There are too many findings; {allowed} of them are told.",
        "示したものを直してから、もう一度検査してください。",
        "Correct these and check again.",
    ),
    # --- Japanese texts ---------------------------------------------------------------------
    "fiscal-year/form": Message(
        "「{found}」を年度として読めません。",
        "'{found}' cannot be read as a fiscal year.",
        "R5、令和5年度、2023 のどれかの形で書いてください。",
        "Write R5, 令和5年度 or 2023.",
    ),
    "fiscal-year/period": Message(
        "「{found}」を期間として読めません。",
        "'{found}' cannot be read as a period.",
        "年度は R5、令和5年度、2023、暦年は calendar-2023、事業開始前は before と書いてください。",
        "Write R5, 令和5年度 or 2023 for a fiscal year, calendar-2023, or before (事業開始前).",
    ),
    "fiscal-year/era": Message(
        "「{found}」を{era}{year}年と読みましたが、{era}の年度は{first}年から{last}年までです。",
        "'{found}' was read as {era} {year}, but that era has the fiscal years {first} to {last}.",
        "年度を確かめてください。",
        "Check the year.",
    ),
    "fiscal-year/mismatch": Message(
        "「{found}」の和暦（{era_year}年度）と西暦（{western_year}年度）が合いません。",
        "In '{found}' the era year ({era_year}) and the Western year ({western_year}) differ.",
        "正しい方だけを書いてください。",
        "Write the right one only.",
    ),
    "fiscal-year/range": Message(
        "「{found}」を{year}年度と読みましたが、扱えるのは{first}年度から{last}年度です。",
        "'{found}' was read as {year}; fiscal years {first} to {last} are allowed.",
        "年度を確かめてください。",
        "Check the year.",
    ),
    "number-form": Message(
        "「{found}」を数として読めません。",
        "'{found}' cannot be read as a number.",
        "1234 や 71.62 のように10進数で書いてください。"
        "数でない記述は {{value: …, status: qualitative}} と書きます。",
        "Write a decimal number like 1234 or 71.62; "
        "words go into {{value: …, status: qualitative}}.",
    ),
    "number-grouping": Message(
        "「{found}」の桁区切りが3桁ごとになっていません。",
        "The digits of '{found}' are not grouped by three.",
        "1,234 のように区切るか、小数なら . を使ってください。",
        "Group like 1,234, or use '.' for decimals.",
    ),
    "number-range": Message(
        "「{found}」は値として使えません（無限大・非数・−0などは不可）。",
        "'{found}' is not allowed as a value (no infinities, NaN or minus zero).",
        "資料にある数か、数がない理由（集計中、未計測、-）を書いてください。",
        "Write the printed number, or why there is none (集計中, 未計測, -).",
    ),
    "number-too-long": Message(
        "数の桁数が多すぎます（{found}桁）。{allowed}桁までです。",
        "The number is too long ({found} digits); {allowed} are allowed.",
        "値を確かめてください。",
        "Check the value.",
    ),
    # --- checking ---------------------------------------------------------------------------
    "no-shapes": Message(
        "検査の規則（shapes）が1つもありません。",
        "There is not a single shape to check against.",
        "kpi-lodを入れ直してください。",
        "Install kpi-lod again.",
    ),
    "engine-failed": Message(
        "検査の途中で処理が止まりました: {reason}",
        "The checking engine gave up: {reason}",
        "このままの内容を添えて、不具合として知らせてください。",
        "Report this as a fault of the program, with this text.",
    ),
    "nothing-checked": Message(
        "検査の規則に当たるものがデータに1つもなく、何も検査されていません。",
        "No shape matched anything in the data: nothing was checked.",
        "事業とKPIが書かれているか確かめてください。",
        "Check that projects and indicators are there.",
    ),
    "lexical": Message(
        "「{found}」は {allowed} の書き方になっていません。",
        "'{found}' is not a lexical form of {allowed}.",
        "値を直してください。",
        "Correct the value.",
    ),
    "no-submissions": Message(
        "{found} に提出物（submissions/自治体コード/*.yaml）がありません。",
        "There is no submission (submissions/<code>/*.yaml) in {found}.",
        "フォルダーを確かめてください。",
        "Check the folder.",
    ),
    # --- settings ---------------------------------------------------------------------------
    "settings-base": Message(
        "base「{found}」は使えません。https:// で始まり / で終わるIRIに限ります。",
        "The base '{found}' is not allowed: an https IRI that ends with '/'.",
        "https://data.example.jp/kpi/ のように書いてください。",
        "Write it like https://data.example.jp/kpi/.",
    ),
    "settings-demo": Message(
        "base「{found}」は例示用のもので、公開には使えません。",
        "The base '{found}' is for examples only and cannot be published under.",
        "自分のIRIを書くか、試すだけなら demo: true と書いてください。",
        "Write a base of your own, or demo: true if this is a trial.",
    ),
    # --- questions --------------------------------------------------------------------------
    "question-unknown": Message(
        "「{found}」という問いはありません。あるもの: {allowed}",
        "There is no question '{found}'. There are: {allowed}",
        "問いの名前、.rqファイル、SPARQLの文のどれかを書いてください。",
        "Give the name of a question, an .rq file, or SPARQL.",
    ),
    "query-syntax": Message(
        "SPARQLの書き方に誤りがあります: {found}",
        "This is not well-formed SPARQL: {found}",
        "SPARQL 1.1の書き方を確かめてください。",
        "Check it against SPARQL 1.1.",
    ),
    "source-missing": Message(
        "{found} にRDFのデータがありません。",
        "There is no RDF data in {found}.",
        "先に make site か kpi-lod build でリリースを作るか、--from で場所を指定してください。",
        "Make a release first (make site, or kpi-lod build), or say where with --from.",
    ),
    "source-broken": Message(
        "{found} を読めません: {reason}",
        "{found} cannot be read: {reason}",
        "ファイルを作り直してください。",
        "Make the file again.",
    ),
    "endpoint": Message(
        "{found} から答えを得られません: {reason}",
        "{found} gave no answer: {reason}",
        "URLとサーバーの状態を確かめてください。",
        "Check the URL and whether the server is up.",
    ),
    "extra-missing": Message(
        "この機能には追加の部品「{found}」が要ります。",
        "This needs the optional part '{found}'.",
        "pip install 'kpi-lod[{found}]' を実行してください。",
        "Run pip install 'kpi-lod[{found}]'.",
    ),
    "value-iri": Message(
        "「{found}」はIRIとして正しくありません。",
        "'{found}' is not a well-formed IRI.",
        "https://… か mun:032018 のように書いてください。",
        "Write it like https://… or mun:032018.",
    ),
    "set-form": Message(
        "--set {found} は「名前=値」の形ではありません。",
        "--set {found} is not of the form name=value.",
        "--set kpi=https://… のように書いてください。",
        "Write it like --set kpi=https://….",
    ),
    "disk": Message(
        "{found} に書き込めません: {reason}。元のリリースはそのままです。",
        "{found} cannot be written: {reason}. The former release is untouched.",
        "空き容量と書き込みの権限を確かめてください。",
        "Check free space and permissions.",
    ),
}
