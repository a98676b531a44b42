"""Apache Jena's ``shacl validate`` from Debian's jars (apt-get install libapache-jena-java).

Two things need care. Debian's jena-core carries the XML parser under a new package name, but its
code asks for the message bundles under the old one: they are laid beside the jar under that name.
And Jena 4.5 refuses two sh:message on one sh:sparql, so it gets shapes without messages.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

from bench.measured import BUILD
from bench.peers.environment import AbsentError

JARS = Path("/usr/share/java")
HEAP = "-Xmx12g"
MODULES = (
    *("arq", "base", "cmds", "core", "dboe-base", "dboe-index", "dboe-storage"),
    *("dboe-trans-data", "dboe-transaction", "iri", "rdfconnection", "shacl", "shex"),
    *("tdb", "tdb2"),
)
LIBRARIES = (
    *("RoaringBitmap", "caffeine", "commons-cli", "commons-codec", "commons-compress"),
    *("commons-csv", "commons-io", "commons-lang3", "commons-logging", "dexx.collection"),
    *("failureaccess", "gson", "guava", "httpclient", "httpclient-cache", "httpcore"),
    *("jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json"),
    *("jakarta.json-api", "jcl-over-slf4j", "jsonld-java", "libthrift", "protobuf"),
    *("slf4j-api", "slf4j-nop", "thrift", "titanium-json-ld", "xercesImpl", "xml-apis"),
)
MOVED = "org/apache/jena/ext/"


def version() -> str:
    """As the jar's name tells. Raises AbsentError."""
    if not shutil.which("java"):
        raise AbsentError("java is needed")
    found = sorted(JARS.glob("jena-shacl-*.jar"))
    if not found:
        raise AbsentError("Debian's libapache-jena-java is needed")
    return found[-1].stem.removeprefix("jena-shacl-")


def class_path() -> str:
    """The message bundles, Jena's modules and what they need, as far as it is there."""
    names = [f"jena-{module}" for module in MODULES] + list(LIBRARIES)
    jars = [JARS / f"{name}.jar" for name in names]
    return ":".join(map(str, (_bundles(), *(jar for jar in jars if jar.exists()))))


def _bundles() -> Path:
    folder = BUILD / "environments/jena"
    with ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(f"{MOVED}xerces") and name.endswith(".properties"):
                target = folder / name.removeprefix(MOVED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return folder


def command(shapes: Path, data: Path) -> list[str]:
    """Validate and print the report as Turtle."""
    java = ["java", HEAP, "-Dfile.encoding=UTF-8", "-cp", class_path()]
    return [*java, "shacl.shacl", "validate", "--shapes", str(shapes), "--data", str(data)]
