"""The configurations in the real nginx and Apache: formats, languages, headers, refusals."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from kpi_lod.release.hosting.files import hosting_files
from kpi_lod.settings import Publication

MODULES = (
    *("mpm_event", "authz_core", "alias", "negotiation", "headers", "mime", "dir", "rewrite"),
    *("deflate", "filter"),
)
HTML = "text/html"
TURTLE = "text/turtle"
JSON_LD = "application/ld+json"
FILES = {
    "index.html": "家",
    "index.en.html": "home",
    "project/202142/x/index.html": "事業",
    "project/202142/x/index.en.html": "project",
    "project/202142/x/index.ttl": "<> a <https://w3id.org/kpi-lod/ns#Project> .",
    "project/202142/x/index.jsonld": "{}",
    "concept/offices/index.html": "共通指標",
    "concept/offices/index.en.html": "concept",
    "shared/status/measured/index.html": "測定済み / measured",
    "shared/status/measured/index.ttl": "<> a <https://w3id.org/kpi-lod/ns#Status> .",
    "tables/results.csv": "a,b\n",
    "dumps/kpi-lod.nq.gz": "x",
    "static/site.css": "body {}",
    "static/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
PROJECT, CONCEPT, CODE = "project/202142/x/", "concept/offices/", "shared/status/measured/"

Server = Callable[..., httpx.Response]
"""Path within the release, headers → the answer."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, settings: Publication) -> Path:
    """A few files of each kind where ``current`` points to, as after a build."""
    top = tmp_path_factory.mktemp("server")
    top.chmod(0o755)
    for folder in top.parents:
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    made = top / "public/releases/1"
    for name, text in FILES.items():
        file = made / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for name, content in hosting_files(settings):
        file = made / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    (top / "public/current").symlink_to("releases/1")
    return top / "public/current"


def configured(release: Path, name: str, port: int) -> str:
    """The configuration as its user would change it: another folder; here also another port."""
    text = (release / "hosting" / name).read_text("utf-8")
    text = text.replace("/srv/kpi-lod/public", str(release.parent))
    return re.sub(r"(listen |\*:)80\b", rf"\g<1>{port}", text)


def nginx_command(release: Path, folder: Path, port: int, program: str) -> list[str]:
    paths = "\n".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off; {paths}\n"
        f"{configured(release, 'nginx.conf', port)} }}",
        "utf-8",
    )
    return [program, "-p", str(folder), "-c", str(folder / "main.conf")]


def apache_command(release: Path, folder: Path, port: int, program: str) -> list[str]:
    modules = Path("/usr/lib/apache2/modules")
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    (folder / "main.conf").write_text(
        "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in MODULES)
        + f"{user}ServerName localhost\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        + f"Mutex file:{folder} default\nDefaultRuntimeDir {folder}\nListen 127.0.0.1:{port}\n"
        + "TypesConfig /dev/null\n"
        + configured(release, "apache.conf", port),
        "utf-8",
    )
    return [program, "-f", str(folder / "main.conf"), "-D", "FOREGROUND"]


SERVERS = {"nginx": nginx_command, "apache2": apache_command}


@pytest.fixture(scope="module", params=sorted(SERVERS))
def server(
    request: pytest.FixtureRequest,
    release: Path,
    tmp_path_factory: pytest.TempPathFactory,
    part: Callable[[str], str],
    settings: Publication,
) -> Iterator[Server]:
    """A running server of each kind."""
    name = str(request.param)
    folder, port = tmp_path_factory.mktemp(name), free_port()
    command = SERVERS[name](release, folder, port, part(name))
    path = httpx.URL(settings.base).path
    with subprocess.Popen(command) as process:
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}{path}", trust_env=False)
        client.headers = httpx.Headers()
        try:
            waited(client, process)

            def answer(target: str = "", method: str = "GET", **headers: str) -> httpx.Response:
                named = {key.replace("_", "-"): value for key, value in headers.items()}
                return client.request(method, target, headers=named)

            yield answer
        finally:
            client.close()
            process.terminate()
    shutil.rmtree(folder, ignore_errors=True)


def waited(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            client.get("static/site.css")
        except httpx.ConnectError:
            assert process.poll() is None, "the server did not start"
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


def kind(answer: httpx.Response) -> str:
    return answer.headers["Content-Type"].partition(";")[0]


@pytest.mark.parametrize(
    ("target", "accept", "expected"),
    [
        (PROJECT, "", HTML),
        (PROJECT, "*/*", HTML),
        (PROJECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        (PROJECT, "text/turtle", TURTLE),
        (PROJECT, "TEXT/Turtle", TURTLE),
        (PROJECT, "application/ld+json", JSON_LD),
        (PROJECT, "text/turtle, text/html;q=0.5", TURTLE),
        (PROJECT, "text/html;q=0.5, application/ld+json", JSON_LD),
        (PROJECT, "text/turtle;q=1.0, */*;q=0.1", TURTLE),
        (PROJECT, "application/rdf+xml, text/turtle;q=0.9", TURTLE),
        (PROJECT, "application/rdf+xml, */*;q=0.1", HTML),
        (PROJECT, "text/html;q=0, text/turtle;q=0.2", TURTLE),
        (CODE, "text/turtle", TURTLE),
        (CODE, "text/html", HTML),
        (CONCEPT, "text/html", HTML),
        ("", "text/html", HTML),
    ],
)
def test_the_format_is_the_one_asked_for(
    server: Server, target: str, accept: str, expected: str
) -> None:
    answer = server(target, Accept=accept) if accept else server(target)
    assert (answer.status_code, kind(answer)) == (200, expected)
    asked = {part.strip() for part in answer.headers["Vary"].lower().split(",")}
    assert {"accept", "accept-language"} <= asked
    assert answer.headers["Content-Location"].rpartition("/")[2].startswith("index.")


@pytest.mark.parametrize(
    ("target", "accept"),
    [
        (PROJECT, "application/pdf"),
        (PROJECT, "text/html;q=0"),
        (CONCEPT, "text/turtle"),
        (CODE, "application/ld+json"),
    ],
)
def test_what_is_not_there_is_not_acceptable(server: Server, target: str, accept: str) -> None:
    assert server(target, Accept=accept).status_code == 406


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("", "事業"),
        ("ja", "事業"),
        ("en", "project"),
        ("en-GB,en;q=0.9", "project"),
        ("ja,en;q=0.8", "事業"),
        ("fr,en;q=0.8", "project"),
        ("fr", "事業"),
    ],
)
def test_the_language_is_the_one_wanted_and_japanese_else(
    server: Server, language: str, expected: str
) -> None:
    headers = {"Accept_Language": language} if language else {}
    answer = server(PROJECT, Accept="text/html", **headers)
    assert (answer.status_code, answer.text) == (200, expected)


def test_the_english_page_can_be_named(server: Server) -> None:
    answer = server(f"{PROJECT}index.en.html", Accept_Language="ja")
    assert answer.text == "project"
    assert "charset=utf-8" in answer.headers["Content-Type"].lower()


def test_the_type_says_the_encoding_and_nothing_of_the_server(server: Server) -> None:
    answer = server(PROJECT, Accept=TURTLE)
    assert answer.headers["Content-Type"].lower().replace(" ", "") == "text/turtle;charset=utf-8"
    again = server(PROJECT, Accept=TURTLE, If_None_Match=answer.headers["ETag"])
    assert again.status_code == 304


def test_a_folder_without_its_slash_is_led_on(server: Server) -> None:
    answer = server("project/202142/x", Accept=TURTLE)
    assert answer.status_code in {301, 302, 303}
    assert answer.headers["Location"].endswith("/kpi/project/202142/x/")


@pytest.mark.parametrize("target", ["no-such/", "no-such", "project/202142/x/none.ttl"])
def test_what_does_not_exist_is_not_found(server: Server, target: str) -> None:
    answer = server(target, Accept="text/html")
    assert answer.status_code == 404
    assert "見つかりません" in answer.content.decode("utf-8")


def test_data_come_to_be_saved_and_from_anywhere(server: Server) -> None:
    for target, kinds in (
        ("tables/results.csv", "text/csv"),
        ("dumps/kpi-lod.nq.gz", "application/gzip"),
    ):
        answer = server(target)
        assert (answer.status_code, kind(answer)) == (200, kinds)
        assert answer.headers["Content-Disposition"] == "attachment"
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("target", [PROJECT, "static/site.css", "tables/results.csv", "no-such"])
def test_every_answer_carries_the_headers(server: Server, target: str) -> None:
    headers = server(target).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_pages_and_data_have_policies_of_their_own(server: Server) -> None:
    assert "style-src 'self'" in server(PROJECT, Accept=HTML).headers["Content-Security-Policy"]
    sandboxed = server(PROJECT, Accept=TURTLE).headers["Content-Security-Policy"]
    assert sandboxed == "sandbox; default-src 'none'"


def test_nothing_can_be_changed(server: Server) -> None:
    assert server(PROJECT, method="PUT").status_code == 405
    assert server(PROJECT, method="HEAD").status_code == 200


def test_apache_compares_quality_as_numbers(server: Server, request: pytest.FixtureRequest) -> None:
    """What nginx cannot (its configuration says so): both formats below 1."""
    answer = server(PROJECT, Accept="text/html;q=0.2, text/turtle;q=0.7")
    named = request.node.callspec.params["server"]
    assert kind(answer) == (TURTLE if named == "apache2" else HTML)


@pytest.mark.parametrize(
    ("target", "accept", "expected"),
    [
        ("status/measured", "text/turtle", "shared/status/measured/index.ttl"),
        ("status/measured", "text/html,*/*;q=0.8", "shared/status/measured/index.html"),
        ("status/measured", "text/turtle, text/html;q=0.5", "shared/status/measured/index.ttl"),
        ("ns", "text/turtle;q=0.9, text/html", "shared/ns/index.html"),
        ("ns", "application/ld+json", "shared/ns/"),
        ("concept/new-businesses/", "*/*", "shared/concept/new-businesses/index.html"),
        ("", "text/html", ""),
        ("context.jsonld", "application/ld+json", "context.jsonld"),
    ],
)
def test_w3id_leads_shared_iris_to_their_documents(
    w3id: Server, settings: Publication, target: str, accept: str, expected: str
) -> None:
    answer = w3id(target, Accept=accept)
    assert answer.status_code == 303
    assert answer.headers["Location"] == settings.base + expected


@pytest.fixture(scope="module")
def w3id(
    release: Path, tmp_path_factory: pytest.TempPathFactory, part: Callable[[str], str]
) -> Iterator[Server]:
    """An Apache that reads the rules as w3id.org's does: from .htaccess."""
    folder, port = tmp_path_factory.mktemp("w3id"), free_port()
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    rules = folder / "site/kpi-lod/.htaccess"
    rules.parent.mkdir(parents=True)
    shutil.copy(release / "hosting/w3id.htaccess", rules)
    modules = Path("/usr/lib/apache2/modules")
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    (folder / "main.conf").write_text(
        "".join(
            f"LoadModule {name}_module {modules}/mod_{name}.so\n"
            for name in ("mpm_event", "authz_core", "rewrite", "headers")
        )
        + f"{user}ServerName localhost\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        + f"Mutex file:{folder} default\nDefaultRuntimeDir {folder}\nListen 127.0.0.1:{port}\n"
        + f"DocumentRoot {folder}/site\n<Directory {folder}/site>\nAllowOverride All\n"
        + "Require all granted\nOptions FollowSymLinks\n</Directory>\n",
        "utf-8",
    )
    command = [part("apache2"), "-f", str(folder / "main.conf"), "-D", "FOREGROUND"]
    with subprocess.Popen(command) as process:
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}/kpi-lod/", trust_env=False)
        client.headers = httpx.Headers()
        try:
            waited(client, process)

            def answer(target: str = "", **headers: str) -> httpx.Response:
                return client.get(target, headers=headers)

            yield answer
        finally:
            client.close()
            process.terminate()


def test_the_settings_are_in_the_configurations(settings: Publication) -> None:
    made = dict(hosting_files(settings))
    assert len(made) == 5
    for name in ("hosting/nginx.conf", "hosting/apache.conf"):
        text = made[name].decode()
        assert "example.org" in text
        assert "/kpi/" in text
        assert "{{" not in text
        assert "charset_types text/html" not in text, "nginx warns: it adds HTML itself"
