"""The command line: arguments in, exit code out, no logic.

Data goes to stdout, messages to stderr. Exit 0: conforms; 1: the data does not; 2: usage or
environment.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_lod.arguments import parser
from kpi_lod.errors import KpiLodError
from kpi_lod.query_arguments import SOURCE

if TYPE_CHECKING:
    from kpi_lod.portals.outcome import Outcome


def _draft(arguments: argparse.Namespace) -> int:
    from kpi_lod.drafting.doubts import lines  # noqa: PLC0415  (start-up counts)
    from kpi_lod.drafting.draft import STDOUT, Wanted, draft  # noqa: PLC0415
    from kpi_lod.submissions.output import print_result  # noqa: PLC0415

    chosen = (arguments.output, arguments.municipality, arguments.review, arguments.force)
    made = draft(arguments.document, Wanted(*chosen))
    if arguments.output == STDOUT:
        print_result(made.text.removesuffix("\n"), "yaml")
    for file in made.files:
        print(file)
    for line in lines(made.doubts):
        print(line, file=sys.stderr)
    return 0 if made.is_whole else 1


def _template(arguments: argparse.Namespace) -> int:
    from kpi_lod.submissions.template_file import Wanted, write_template  # noqa: PLC0415

    chosen = (arguments.municipality, arguments.last, arguments.year, arguments.form)
    file, ended = write_template(Wanted(*chosen), arguments.output)
    for name in ended:
        print(f"終了した事業なので入れていません / has ended, left out: {name}", file=sys.stderr)
    print(file)
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from kpi_lod.checking.conversion import said_of  # noqa: PLC0415
    from kpi_lod.submissions.convert import conversion  # noqa: PLC0415
    from kpi_lod.submissions.siblings import data_folder  # noqa: PLC0415

    made = conversion(arguments.source, arguments.target, force=arguments.force)
    for file in made.files:
        print(file)
    print(said_of(made, data_folder(None)), file=sys.stderr)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from kpi_lod.checking.check import checked_files  # noqa: PLC0415  (start-up counts)
    from kpi_lod.checking.output import Wanted, tell  # noqa: PLC0415
    from kpi_lod.submissions.siblings import data_folder  # noqa: PLC0415

    wanted = Wanted(arguments.format, arguments.output, arguments.annotate, arguments.no_color)
    data = data_folder(arguments.data)
    found = checked_files(arguments.files, engine=arguments.engine, data=data)
    tell(found, wanted)
    return 0 if found.conforms else 1


def _validate(arguments: argparse.Namespace) -> int:
    from kpi_lod.errors import NothingCheckedError  # noqa: PLC0415
    from kpi_lod.shacl.reports import written_report  # noqa: PLC0415
    from kpi_lod.shacl.validate import validate  # noqa: PLC0415

    found = validate(
        arguments.data,
        arguments.shapes,
        memory=arguments.memory,
        seconds=arguments.time_limit,
    )
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    print(written_report(found, arguments.format))
    if not found.focus_nodes:
        raise NothingCheckedError("nothing-checked/anyone")
    return 1 if found.fails_on(arguments.fail_on) else 0


def _build(arguments: argparse.Namespace) -> int:
    from kpi_lod.checking.wording import counted  # noqa: PLC0415
    from kpi_lod.progress import Bar  # noqa: PLC0415
    from kpi_lod.release.build import build  # noqa: PLC0415
    from kpi_lod.release.releases import removed_text  # noqa: PLC0415

    with Bar(sys.stderr, quiet=arguments.quiet) as bar:
        chosen = {"jobs": arguments.jobs, "keep": arguments.keep}
        made = build(arguments.data, arguments.to, **chosen, progress=bar)
    if made.removed:
        print(removed_text(made.removed), file=sys.stderr)
    print(f"{' / '.join(counted(made.remarks))} (kpi-lod check)", file=sys.stderr)
    print(made.description(arguments.to, _program()))
    return 0


def _releases(arguments: argparse.Namespace) -> int:
    from kpi_lod.release import releases  # noqa: PLC0415

    folder = arguments.folder
    if arguments.action == "list":
        print(releases.listed(folder))
    elif arguments.action == "verify":
        found = releases.verified(folder, arguments.release)
        print(found.text)
        return 0 if found.is_whole else 1
    elif arguments.action == "rollback":
        print(releases.rolled_back(folder, arguments.release))
    elif arguments.action == "prune":
        print(releases.pruned(folder, arguments.keep))
    else:
        found_diff = releases.compared(folder, arguments.before, arguments.after)
        print(releases.diff_report(found_diff, arguments.format))
    return 0


def _push_ckan(arguments: argparse.Namespace) -> Outcome:
    from kpi_lod.portals.ckan.push import Wanted, push  # noqa: PLC0415
    from kpi_lod.progress import Bar  # noqa: PLC0415

    names = ("dry_run", "accept_terms", "force", "keyring", "link", "organization", "licence")
    wanted = Wanted(*(getattr(arguments, name) for name in names))
    with Bar(sys.stderr, quiet=arguments.quiet) as bar:
        return push(arguments.source, arguments.url, wanted, progress=bar)


def _push_store(arguments: argparse.Namespace) -> Outcome:
    from kpi_lod.portals.stores.finding import Address  # noqa: PLC0415
    from kpi_lod.portals.stores.push import Wanted, push  # noqa: PLC0415
    from kpi_lod.progress import Bar  # noqa: PLC0415

    given = (arguments.query_endpoint, arguments.update_endpoint, arguments.graph_store)
    address = Address(arguments.url, arguments.store, *given)
    wanted = Wanted(arguments.dry_run, arguments.force, arguments.keyring)
    with Bar(sys.stderr, quiet=arguments.quiet) as bar:
        return push(arguments.source, address, wanted, bar)


_PUSHES = {"ckan": _push_ckan, "store": _push_store}


def _push(arguments: argparse.Namespace) -> int:
    done = _PUSHES[arguments.kind](arguments)
    print(done.json() if arguments.format == "json" else done.text())
    return done.exit_status


def _program() -> str:
    """How to call this program again: as it was called, if by its name."""
    called = Path(sys.argv[0])
    return str(called) if called.stem == "kpi-lod" else "kpi-lod"


def _query(arguments: argparse.Namespace) -> int:
    from kpi_lod.querying.answers import answer, bound, settings_of  # noqa: PLC0415
    from kpi_lod.querying.asking import Asking  # noqa: PLC0415
    from kpi_lod.querying.questions import question_list, question_text  # noqa: PLC0415
    from kpi_lod.querying.sources import results  # noqa: PLC0415

    if arguments.question is None:
        print(question_list())
        return 0
    query = bound(question_text(arguments.question), settings_of(arguments.set))
    asking = Asking(arguments.timeout, arguments.keyring, arguments.as_is)
    source = SOURCE if arguments.source is None else arguments.source
    print(answer(results(query, source, asking), arguments.format))
    return 0


_VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "draft": _draft,
    "template": _template,
    "convert": _convert,
    "check": _check,
    "validate": _validate,
    "build": _build,
    "releases": _releases,
    "push": _push,
    "query": _query,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A cp932 console has no "é": better a substitute than a traceback.
            stream.reconfigure(errors="replace")
    chosen = parser().parse_args(arguments)
    try:
        status = _VERBS[chosen.verb](chosen)
        sys.stdout.flush()
        return status
    except KpiLodError as error:
        from kpi_lod.checking.text_report import error_text  # noqa: PLC0415

        print(error_text(error), file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # The reader went away, so nobody was told whether the data conforms.
        sys.stderr.close()
        return 2
    except OSError as error:
        from kpi_lod.checking.text_report import error_text  # noqa: PLC0415
        from kpi_lod.reasons import system_reason  # noqa: PLC0415

        ja, en = system_reason(error)
        print(error_text(KpiLodError("output", reason_ja=ja, reason_en=en)), file=sys.stderr)
        return 2
