"""Proposals for an account as it is now, with colleagues of its client."""

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.corrections import Correction, CorrectionKind, RefusalCode
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict
from kuke_tui.workspace.bulk import plan_corrections
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.proposals import (
    apply_proposal,
    first_choice,
    kinds_refused,
    proposals_for,
)
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Workspace

ALL = 0b1111
ACME = Client("4711", ("07001", "07002"))
OTHER = Client("5822", ("08001", "08002"))
PEOPLE = (
    Account(ACME, "a.lecka", "", Role.USER, Boxes(ALL, ALL)),
    Account(ACME, "p.slazak", "", Role.USER, Boxes(0b0111, 0b0101)),
    Account(OTHER, "j.lis", "", Role.USER, Boxes()),
    Account(ACME, "c.cma", "", Role.USER, Boxes(ALL, ALL)),
    Account(ACME, "o.olx", "", Role.USER, Boxes(0b0101, 0b0101)),
    Account(ACME, "b.dab", "", Role.USER, Boxes(0b0001, 0)),
)
LECKA, SLAZAK, LIS, CMA, OLX, DAB = range(6)


def a_workspace() -> Workspace:
    source = Source("firma.xlsx", "0", "xlsx", Layout.WIDE_LEVELS)
    return Workspace(Export(source, ("Limity", "Szkody"), (ACME, OTHER), PEOPLE))


def proposals(workspace: Workspace, account: int) -> tuple[Correction, ...]:
    found = proposals_for(workspace, ColleagueIndex(workspace), account)
    assert isinstance(found, tuple)
    return found


def test_every_proposal_leads_to_tak_and_is_one_step() -> None:
    workspace = a_workspace()
    for correction in proposals(workspace, SLAZAK):
        before = workspace.boxes(SLAZAK)
        step = apply_proposal(workspace, SLAZAK, correction).step
        assert step is not None
        assert step.kind is StepKind.CORRECTION
        assert workspace.verdict(SLAZAK) is Verdict.TAK
        assert workspace.clicks(SLAZAK) == correction.price.clicks
        workspace.undo()
        assert workspace.boxes(SLAZAK) == before


@pytest.mark.parametrize("kind", CorrectionKind)
def test_after_an_edit_proposals_are_those_of_the_export_and_of_fix(kind: CorrectionKind) -> None:
    workspace = a_workspace()
    fixed = plan_corrections(workspace, [SLAZAK], kind, ColleagueIndex(workspace).of)
    workspace.edit(StepKind.TOGGLE, Cursor(SLAZAK), {SLAZAK: Boxes(0b0001, 0)})
    found = {each: found for found in proposals(workspace, SLAZAK)[::-1] for each in found.kinds}
    assert found[kind].after == fixed.boxes[SLAZAK]
    assert found[kind].price == fixed.planned[0].price
    apply_proposal(workspace, SLAZAK, found[kind])
    assert workspace.verdict(SLAZAK) is Verdict.TAK
    assert workspace.clicks(SLAZAK) == found[kind].price.clicks


def test_what_widens_powers_is_not_where_one_begins() -> None:
    found = proposals(a_workspace(), SLAZAK)
    assert any(correction.price.widens for correction in found)
    assert not found[first_choice(found)].price.widens
    only_wide = [correction for correction in found if correction.price.widens]
    assert first_choice(only_wide) == 0


def test_colleagues_are_of_the_same_client_and_as_edited() -> None:
    workspace = a_workspace()
    index = ColleagueIndex(workspace)
    logins = {login for group in index.of(SLAZAK) for login in group.logins}
    assert logins == {"a.lecka", "c.cma", "o.olx"}
    assert index.of(SLAZAK) is index.of(LECKA)
    assert index.of(LIS) == ()
    workspace.edit(StepKind.TOGGLE, Cursor(CMA), {CMA: Boxes(ALL, 0)})
    logins = {login for group in index.of(SLAZAK) for login in group.logins}
    assert logins == {"a.lecka", "o.olx"}


def test_who_migrates_by_the_plan_only_is_told_from_who_is_confirmed() -> None:
    workspace = a_workspace()
    workspace.edit(StepKind.TOGGLE, Cursor(DAB), {DAB: Boxes(ALL, ALL)})
    workspace.edit(StepKind.TOGGLE, Cursor(CMA), {CMA: Boxes(0b1010, 0b1010)})
    groups = ColleagueIndex(workspace).of(SLAZAK)
    assert {(group.logins, group.planned) for group in groups} == {
        (("a.lecka",), False),
        (("o.olx",), False),
        (("c.cma",), True),
    }


def test_kinds_that_are_not_proposed_say_why() -> None:
    workspace = a_workspace()
    index = ColleagueIndex(workspace)
    found = proposals(workspace, DAB)
    refused = dict(kinds_refused(workspace, index, DAB, found))
    assert refused[CorrectionKind.REVOKE].code is RefusalCode.NOTHING_TO_KEEP
    assert not {kind for each in found for kind in each.kinds} & refused.keys()


def test_the_reading_in_force_counts() -> None:
    workspace = a_workspace()
    workspace.edit(StepKind.TOGGLE, Cursor(SLAZAK), {SLAZAK: Boxes(ALL, 0b0101)})
    assert workspace.verdict(SLAZAK) is Verdict.NIE
    workspace.set_reading(Reading.LENIENT)
    refusal = proposals_for(workspace, ColleagueIndex(workspace), SLAZAK)
    assert not isinstance(refusal, tuple)
    assert refusal.code is RefusalCode.ALREADY_TAK
