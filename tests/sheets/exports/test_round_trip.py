"""Any export, written in any layout, is read as it is; any correction arrives as it was meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Layout, Role
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import Row, everything, wanted, write_any

RIGHTS = ("Limity kredytowe", "Windykacja", "Zgłoszenia obrotów")
LEVELS = (Level.NONE, Level.VIEW, Level.CHANGE)
SPELLINGS = (
    {Level.NONE: "", Level.VIEW: "P", Level.CHANGE: "Z"},
    {Level.NONE: "brak", Level.VIEW: "podgląd", Level.CHANGE: "zmiany"},
    {Level.NONE: "-", Level.VIEW: "odczyt", Level.CHANGE: "edycja"},
)
TICKS = (("TAK", "NIE"), ("x", ""), ("1", "0"), ("☑", "☐"))
Grants = dict[tuple[str, str], Level]


@dataclass(frozen=True)
class Sample:
    """A made-up export and how it is written."""

    rights: tuple[str, ...]
    accounts: dict[tuple[str, str], tuple[Role, dict[str, Grants]]]
    """By client and login: the role, and the levels by policy, of the policies that have rows."""
    layout: Layout
    style: int
    suffix: str

    def rows(self) -> Iterator[Row]:
        header = ["Klient", "Login", "Rola", "Polisa"]
        spelling, ticks = SPELLINGS[self.style % 3], TICKS[self.style % 4]
        if self.layout is Layout.LONG:
            yield [*header, "Uprawnienie", "Zakres"]
        elif self.layout is Layout.WIDE_LEVELS:
            yield [*header, *self.rights]
        else:
            boxes = ("podgląd", "zmiany")
            yield [*header, *(f"{right} - {box}" for right in self.rights for box in boxes)]
        for (client, login), (role, by_policy) in self.accounts.items():
            for policy, grants in by_policy.items():
                start = [client, login, role.value, policy]
                levels = [grants.get((policy, right), Level.NONE) for right in self.rights]
                if self.layout is Layout.LONG:
                    for right, level in zip(self.rights, levels, strict=True):
                        yield [*start, right, spelling[level]]
                elif self.layout is Layout.WIDE_LEVELS:
                    yield [*start, *(spelling[level] for level in levels)]
                else:
                    ticked = [box for level in levels for box in (level.view, level.change)]
                    yield [*start, *(ticks[0] if box else ticks[1] for box in ticked)]

    def expected(self) -> dict[tuple[str, str], tuple[object, Grants]]:
        return {
            key: (
                role,
                {cell: level for grants in by_policy.values() for cell, level in grants.items()},
            )
            for key, (role, by_policy) in self.accounts.items()
        }


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    rights = RIGHTS[: draw(st.integers(1, 3))]
    accounts: dict[tuple[str, str], tuple[Role, dict[str, Grants]]] = {}
    for client in range(draw(st.integers(1, 3))):
        policies = [f"0{client}{number:03}" for number in range(draw(st.integers(1, 4)))]
        for account in range(draw(st.integers(1, 3))):
            named = draw(st.lists(st.sampled_from(policies), min_size=1, unique=True))
            by_policy = {
                policy: {
                    (policy, right): level
                    for right in rights
                    if (level := draw(st.sampled_from(LEVELS)))
                }
                for policy in named
            }
            role = draw(st.sampled_from((Role.USER, Role.ADMINISTRATOR)))
            accounts[f"K{client}", f"login{client}{account}"] = (role, by_policy)
    # Levels show which columns are rights, so that some must be there.
    first = next(iter(accounts.values()))[1]
    for policy, grants in first.items():
        grants.update({(policy, right): Level.CHANGE for right in rights})
    layout = draw(st.sampled_from(tuple(Layout)))
    suffix = draw(st.sampled_from((".csv", ".xlsx")))
    return Sample(rights, accounts, layout, draw(st.integers(0, 11)), suffix)


@settings(max_examples=80, deadline=None)
@given(samples())
def test_an_export_is_read_as_it_was_written(sample: Sample) -> None:
    with TemporaryDirectory() as folder:
        path = write_any(Path(folder) / f"export{sample.suffix}", sample.rows())
        opened = open_export(path)
        assert opened.export.problems == ()
        assert opened.export.source.layout is sample.layout
        assert opened.export.rights == sample.rights
        assert everything(opened) == sample.expected()


@settings(max_examples=80, deadline=None)
@given(samples(), st.data())
def test_a_correction_arrives_as_it_was_meant(sample: Sample, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = write_any(Path(folder) / f"export{sample.suffix}", sample.rows())
        opened = open_export(path)
        before = path.read_bytes()
        cells = [
            (account.login, policy, right)
            for account in opened.export.accounts
            for policy in account.client.policies
            for right in opened.export.rights
        ]
        changes = data.draw(st.dictionaries(st.sampled_from(cells), st.sampled_from(LEVELS)))
        receipt = save_corrected(opened, wanted(opened, changes), default_target(opened))
        again = open_export(receipt.path)
        expected = everything(opened)
        for (login, policy, right), level in changes.items():
            _role, grants = next(value for key, value in expected.items() if key[1] == login)
            grants.pop((policy, right), None)
            if level:
                grants[policy, right] = level
        assert everything(again) == expected
        assert again.export.problems == ()
        assert path.read_bytes() == before
