"""What CKAN's harvester makes of a catalogue: a Turtle file → its datasets as JSON on stdout.

Run as a script of its own, ``python ckan_datasets.py FILE``, with the parser of ckanext-dcat
(profile ``euro_dcat_ap_3``). Where CKAN itself is installed, in it; else in the smallest
surroundings in which the parser runs: CKAN's own licences, no other formats, no schema, and nothing
behind any other name. What the parser does is the same.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import warnings
from collections.abc import Callable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

LICENCES = {
    "cc-by": ("http://www.opendefinition.org/licenses/cc-by", "Creative Commons Attribution"),
    "cc-zero": ("http://www.opendefinition.org/licenses/cc-zero", "Creative Commons CCZero"),
}
"""Two of CKAN's own (ckan/model/license.py): id → its IRI there, its title."""


class Absent(ModuleType):
    """A module of CKAN that is not there: its names are classes with nothing in them."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class Surroundings(MetaPathFinder, Loader):
    """Finds what the parser imports of CKAN, and what CKAN would have brought along."""

    absent = frozenset({"ckan", "ckantoolkit", "dateutil", "simplejson"})

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name.partition(".")[0] in self.absent:
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = Absent(spec.name)
        module.__path__ = []
        for key, value in KNOWN.get(spec.name, {}).items():
            setattr(module, key, value)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def _truth(value: object) -> bool:
    return value in (True, "true", "yes", "1")


def _no_action(name: str) -> Callable[..., object]:
    raise KeyError(name)


_TOOLKIT: dict[str, object] = {
    "config": {"ckan.locale_default": "ja"},
    "asbool": _truth,
    "aslist": lambda value, *_: value or [],
    "get_action": _no_action,
    "ObjectNotFound": KeyError,
}
KNOWN: dict[str, dict[str, object]] = {
    "ckantoolkit": _TOOLKIT,
    "ckan.plugins": {"toolkit": SimpleNamespace(**_TOOLKIT)},
    "ckan.plugins.toolkit": _TOOLKIT,
    "ckan.lib.helpers": {"resource_formats": dict},
    "ckan.model.license": {
        "LicenseRegister": lambda: {
            key: SimpleNamespace(url=url, title=title) for key, (url, title) in LICENCES.items()
        }
    },
}


def prepare() -> None:
    """CKAN with its default settings, or what stands in for it."""
    if importlib.util.find_spec("ckan") is None:
        sys.meta_path.insert(0, Surroundings())
        return
    common = importlib.import_module("ckan.common")
    common.config_declaration.setup()
    common.config_declaration.make_safe(common.config)
    common.config_declaration.normalize(common.config)
    common.config["ckan.locale_default"] = "ja"


def main(file: Path) -> None:
    """Print the datasets."""
    warnings.simplefilter("ignore")
    prepare()
    processors = importlib.import_module("ckanext.dcat.processors")
    parser = processors.RDFParser(profiles=["euro_dcat_ap_3"])
    parser.parse(file.read_text("utf-8"), _format="turtle")
    json.dump(list(parser.datasets()), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
