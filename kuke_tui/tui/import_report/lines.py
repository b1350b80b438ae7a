"""The report of an import as lines: what was taken as what, then the problems by kind."""

from collections.abc import Iterator, Sequence

from kuke_tui.domain.export import Layout, Problem, ProblemCode
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.problem_kinds import problem_kind
from kuke_tui.messages.problems import problem_text
from kuke_tui.messages.visible import visible, visible_short
from kuke_tui.tui.widgets.line_list import Line, line
from kuke_tui.workspace.workspace import Workspace

_MOST_OF_A_KIND = 500


def import_report_lines(workspace: Workspace, taken_as: Sequence[tuple[str, str]]) -> list[Line]:
    """Tell what was read, how, and what could not be read, each problem leading to its account."""
    return [*_facts(workspace), *_taken(taken_as), *_problems(workspace)]


def layout_name(layout: Layout) -> str:
    """Name the layout of an export."""
    match layout:
        case Layout.WIDE_LEVELS:
            return _("a row per account and policy, a column per right")
        case Layout.WIDE_BOXES:
            return _("a row per account and policy, two columns per right")
        case Layout.LONG:
            return _("a row per account, policy and right")


def _facts(workspace: Workspace) -> Iterator[Line]:
    export = workspace.export
    policies = sum(len(client.policies) for client in export.clients)
    counts = (
        ngettext("{n} account", "{n} accounts", len(export.accounts)).format(
            n=thousands(len(export.accounts))
        ),
        ngettext("{n} client", "{n} clients", len(export.clients)).format(
            n=thousands(len(export.clients))
        ),
        ngettext("{n} policy", "{n} policies", policies).format(n=thousands(policies)),
        ngettext("{n} right", "{n} rights", len(export.rights)).format(
            n=thousands(len(export.rights))
        ),
    )
    yield line(visible(export.source.file), "heading")
    yield line(" · ".join(counts))
    yield line(_("Layout: {layout}").format(layout=layout_name(export.source.layout)))
    rights = ", ".join(visible(right) for right in export.rights)
    yield line(_("Rights: {rights}").format(rights=rights))


def _taken(taken_as: Sequence[tuple[str, str]]) -> Iterator[Line]:
    if not taken_as:
        return
    yield line("")
    yield line(_("What was taken as what"), "heading")
    widest = max(len(place) for place, _meaning in taken_as)
    for place, meaning in taken_as:
        yield Line(
            ((f"  {visible(place):<{min(widest, 40)}}", "plain"), (f"  → {meaning}", "quiet"))
        )
    yield line(_("Something is wrong here? Press l and say what is what."), "quiet")


def _problems(workspace: Workspace) -> Iterator[Line]:
    problems = workspace.export.problems
    yield line("")
    if not problems:
        yield line(_("No problems: everything in the file could be read."), "tak")
        return
    kinds: dict[ProblemCode, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    told = ngettext("{n} problem", "{n} problems", len(problems)).format(n=thousands(len(problems)))
    yield line(told, "heading")
    for code, of_a_kind in kinds.items():
        yield line("")
        yield line(f"{problem_kind(code)}: {thousands(len(of_a_kind))}", "unknown")
        for problem in of_a_kind[:_MOST_OF_A_KIND]:
            yield _problem(workspace, problem)
        rest = len(of_a_kind) - _MOST_OF_A_KIND
        if rest > 0:
            yield line(ngettext("and {n} more", "and {n} more", rest).format(n=rest), "quiet")


def _problem(workspace: Workspace, problem: Problem) -> Line:
    """Tell a problem and, where its sentence doesn't, whose account it touches."""
    told = visible(problem_text(problem))
    if problem.account is None:
        return line(f"! {told}")
    login = visible_short(workspace.export.accounts[problem.account].login)
    pieces = [(f"! {told}", "plain")]
    if login not in told:
        pieces.append(("  " + _("(account {login})").format(login=login), "quiet"))
    return Line(tuple(pieces), problem.account)
