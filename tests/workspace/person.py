"""A person who does one thing after another at random, as a journal may have to keep it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from kuke_tui.domain.boxes import Box, Level
from kuke_tui.domain.corrections import CorrectionKind, Refusal
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict
from kuke_tui.workspace import matrix_edits
from kuke_tui.workspace.bulk import (
    BulkPlan,
    plan_copy,
    plan_corrections,
    plan_leaving,
    plan_right,
    plan_taking_back,
    recorded,
)
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.list_view import AccountFinder, ListView, SortKey
from kuke_tui.workspace.marks import span_to, with_inverted, with_marked, without_marks
from kuke_tui.workspace.proposals import apply_proposal, proposals_for
from kuke_tui.workspace.recovery import continuation_of, go_on
from kuke_tui.workspace.steps import Cursor, Decision
from kuke_tui.workspace.view_json import KeptView, view_from_json, view_to_json
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.work import state_of

REASONS = ("odchodzi z firmy", "tylko podgląd, tak ma być")
QUERIES = (
    "",
    "a",
    "osoba 1",
    "zmienione",
    "zaznaczone",
    "zostawione",
    "klient:4711",
    "klient:47",
    "rola:user",
    "werdykt:nie",
    "powód:view_only",
)


class Person:
    """Works on an export, going on from what a journal holds, and looks at the list in many ways.

    Each thing done is one transaction of the journal at most. What a proposal or a plan promises
    is held against what comes of it.
    """

    def __init__(self, workspace: Workspace, journal: Journal | None = None) -> None:
        self.workspace = workspace
        self.finder = AccountFinder(workspace)
        self.colleagues = ColleagueIndex(workspace)
        self.view = ListView()
        self._journal = journal
        work = continuation_of(journal) if journal else None
        if work:
            go_on(workspace, work)
            kept = view_from_json(work.kept.view, workspace.export)
            self.view = kept.list
            if kept.reading:
                workspace.set_reading(kept.reading)
        workspace.recorder = journal

    def state(self) -> tuple[object, ...]:
        """Take a picture of all that is to be there again after a kill."""
        return (*state_of(self.workspace), self.workspace.reading, self.view)

    def part(self) -> None:
        """Let the journal go; from now on nothing is kept."""
        self.workspace.recorder = self._journal = None

    def do_something(self, random: Random) -> None:
        """Do one thing that a person might do, or try to."""
        things = (
            (5, self._edit_matrix),
            (2, self._apply_proposal),
            (3, self._do_in_bulk),
            (1, self._decide),
            (3, self._go_through_history),
            (1, self._switch_reading),
            (4, self._look_otherwise),
            (1, self._save),
        )
        weights, thing = zip(*things, strict=True)
        random.choices(thing, weights)[0](random)

    def _cursor(self, random: Random) -> Cursor:
        account = random.randrange(len(self.workspace.export.accounts))
        shape = self.workspace.export.shape(self.workspace.account(account))
        policy, right = random.randrange(shape.policies), random.randrange(shape.rights)
        return Cursor(account, policy, right, random.choice(tuple(Box)))

    def _edit_matrix(self, random: Random) -> None:
        workspace, cursor = self.workspace, self._cursor(random)
        shape = workspace.export.shape(workspace.account(cursor.account))
        match random.randrange(6):
            case 0:
                cells = random.choice((shape.row_of(cursor.policy), shape.columns[cursor.right]))
                level = random.choice((Level.NONE, Level.VIEW, Level.CHANGE))
                matrix_edits.set_cells(workspace, cursor, cells, level)
            case 1:
                matrix_edits.copy_policy(workspace, cursor)
            case 2:
                matrix_edits.restore_account(workspace, cursor)
            case _:
                matrix_edits.toggle(workspace, cursor)

    def _apply_proposal(self, random: Random) -> None:
        workspace, account = self.workspace, self._cursor(random).account
        proposals = proposals_for(workspace, self.colleagues, account)
        if isinstance(proposals, Refusal):
            return
        chosen = random.choice(proposals)
        apply_proposal(workspace, account, chosen)
        assert workspace.verdict(account) is Verdict.TAK
        assert workspace.clicks(account) == chosen.price.clicks

    def _do_in_bulk(self, random: Random) -> None:
        workspace, cursor = self.workspace, self._cursor(random)
        everyone = range(len(workspace.export.accounts))
        accounts = sorted(self.view.marks) or random.sample(everyone, 4)
        plans: tuple[Callable[[], BulkPlan], ...] = (
            lambda: plan_corrections(
                workspace, accounts, random.choice([*CorrectionKind]), self.colleagues.of
            ),
            lambda: plan_right(workspace, accounts, cursor.right, random.choice([*Level][:4])),
            lambda: plan_copy(workspace, cursor.account, accounts),
            lambda: plan_leaving(workspace, accounts, random.choice(REASONS)),
            lambda: plan_taking_back(workspace, accounts),
        )
        plan = random.choice(plans)()
        step = recorded(workspace, plan, cursor).step
        if step:
            workspace.apply(step)
        assert {each.account for each in plan.planned} <= set(accounts)
        for each in plan.planned:
            assert workspace.verdict(each.account) is each.after
            if plan.boxes:
                assert workspace.clicks(each.account) == each.price.clicks

    def _decide(self, random: Random) -> None:
        cursor, reason = self._cursor(random), random.choice((None, *REASONS))
        self.workspace.decide(cursor, {cursor.account: Decision(reason) if reason else None})

    def _go_through_history(self, random: Random) -> None:
        random.choice((self.workspace.undo, self.workspace.undo, self.workspace.redo))()

    def _switch_reading(self, random: Random) -> None:
        self.workspace.set_reading(random.choice(tuple(Reading)))
        self._keep_view()

    def _look_otherwise(self, random: Random) -> None:
        view, rows = self.view, self.finder.shown(self.view)
        account = self._cursor(random).account
        looks: tuple[Callable[[], ListView], ...] = (
            lambda: replace(view, query=random.choice(QUERIES)),
            lambda: replace(view, only_problems=not view.only_problems),
            lambda: view.sorted_by(random.choice(tuple(SortKey))),
            lambda: view.with_mark_toggled(account),
            lambda: with_marked(view, rows),
            lambda: with_inverted(view, rows),
            lambda: with_marked(view, span_to(view, rows, 0)),
            lambda: without_marks(view),
        )
        self.view = random.choice(looks)()
        self._keep_view()

    def _save(self, random: Random) -> None:
        self.workspace.mark_saved("konta-poprawiony.xlsx", f"{random.randrange(10)}" * 64)

    def _keep_view(self) -> None:
        if self._journal:
            kept = KeptView(self.view, None, self.workspace.reading)
            self._journal.keep_view(view_to_json(kept))
