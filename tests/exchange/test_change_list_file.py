"""The change list as a file: there and back, and every way in which one can be wrong."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.change_list import ChangeList, plan_of
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.reading import Reading
from kuke_tui.exchange.change_list_error import (
    ChangeListError,
    ChangeListFault,
    change_list_error_text,
)
from kuke_tui.exchange.change_list_file import (
    change_list_from,
    change_list_pieces,
    read_change_list,
)
from kuke_tui.i18n import set_language

HOSTILE = '<b>"Żaneta"</b>\n\u202e=1+1'


@pytest.fixture
def plan() -> ChangeList:
    clients = (Client("K1", ("07001", "07002")), Client("", ("1",)))
    accounts = (
        Account(clients[0], HOSTILE, role=Role.USER, boxes=Boxes(1, 0, 2)),
        Account(clients[1], "jan", role=None, boxes=Boxes(1, 1)),
        Account(clients[0], "adm", role=Role.ADMINISTRATOR),
    )
    source = Source("e.xlsx", "ab", "xlsx", Layout.LONG)
    export = Export(source, ("Limity", "Obroty"), clients, accounts)
    wanted = {0: Boxes(0b1111, 0b1111), 1: Boxes(0, 0)}
    return plan_of(export, wanted, Reading.LENIENT, {2: "odchodzi; =1"}, "2026-11-23T12:00:00")


def text_of(plan: ChangeList) -> str:
    return "".join(change_list_pieces(plan))


def test_there_and_back(plan: ChangeList) -> None:
    again = change_list_from(text_of(plan).encode(), "plan.json")
    assert again.changes == plan.changes
    assert (again.file, again.sha256, again.reading) == (plan.file, plan.sha256, plan.reading)
    assert (again.time, again.left) == (plan.time, plan.left)
    assert again.baseline is not None
    assert plan.baseline is not None
    assert again.baseline.accounts == plan.baseline.accounts
    assert again.baseline.rights == plan.baseline.rights
    assert again.baseline.source.layout is Layout.LONG
    assert text_of(again) == text_of(plan)


def test_the_promised_shape_comes_first(plan: ChangeList) -> None:
    told = json.loads(text_of(plan))
    assert list(told) == ["export", "reading", "changes", "time", "left", "baseline"]
    assert list(told["changes"][0]) == [
        "client", "login", "policy", "right", "box", "from", "to",
    ]  # fmt: skip
    assert told["changes"][0]["login"] == HOSTILE
    unreadable = [change["from"] for change in told["changes"] if change["right"] == "Obroty"]
    assert unreadable[0] is None


def test_a_change_stands_on_a_line_of_its_own(plan: ChangeList) -> None:
    lines = [line for line in text_of(plan).splitlines() if '"box"' in line]
    assert len(lines) == len(plan.changes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_shells_make_of_the_encoding(plan: ChangeList, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text_of(plan), encoding=encoding)
    assert read_change_list(path).changes == plan.changes


def test_what_only_the_later_export_names_was_not_ticked_in_the_earlier_one(
    plan: ChangeList,
) -> None:
    data = json.loads(text_of(plan))
    data["changes"][3].update(policy="07009")
    assert change_list_from(json.dumps(data).encode(), "-").changes[3].policy == "07009"
    data["changes"][7].update(right="Faktury")
    with pytest.raises(ChangeListError) as caught:
        change_list_from(json.dumps(data).encode(), "-")
    assert caught.value.place == "changes[7]"


def test_the_export_that_the_list_leads_to_is_named_where_there_is_one(plan: ChangeList) -> None:
    led = replace(plan, target_sha256="cd")
    assert change_list_from(text_of(led).encode(), "-").target_sha256 == "cd"
    assert json.loads(text_of(led))["target"] == {"sha256": "cd"}
    assert change_list_from(text_of(plan).encode(), "-").target_sha256 == ""


def test_the_least_that_makes_a_change_list() -> None:
    least = {"export": {}, "reading": "strict", "changes": []}
    read = change_list_from(json.dumps(least).encode(), "-")
    assert (read.changes, read.baseline, read.left) == ((), None, ())


Damage = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("damage", "fault", "place"),
    [
        (lambda d: d.pop("reading"), ChangeListFault.MISSING, "reading"),
        (lambda d: d.pop("changes"), ChangeListFault.MISSING, "changes"),
        (lambda d: d["changes"][1].pop("login"), ChangeListFault.MISSING, "changes[1].login"),
        (lambda d: d["changes"][0].update(box="both"), ChangeListFault.WRONG, "changes[0].box"),
        (lambda d: d["changes"][0].update(to="yes"), ChangeListFault.WRONG, "changes[0].to"),
        (lambda d: d["changes"][0].update(to=1), ChangeListFault.WRONG, "changes[0].to"),
        (lambda d: d.update(reading="mild"), ChangeListFault.WRONG, "reading"),
        (lambda d: d["changes"].append(d["changes"][0]), ChangeListFault.TWICE, "changes[9]"),
        (
            lambda d: d["baseline"]["accounts"][1].update(client="K9"),
            ChangeListFault.INCONSISTENT,
            "baseline.accounts[1]",
        ),
        (
            lambda d: d["baseline"]["accounts"][0].update(view="0x10"),
            ChangeListFault.INCONSISTENT,
            "baseline.accounts[0]",
        ),
        (
            lambda d: d["baseline"]["accounts"][0].update(view="-1"),
            ChangeListFault.WRONG,
            "baseline.accounts[0].view",
        ),
        (
            lambda d: d["baseline"]["accounts"].append(d["baseline"]["accounts"][2]),
            ChangeListFault.INCONSISTENT,
            "baseline.accounts[3]",
        ),
        (
            lambda d: d["baseline"]["accounts"][0].update(unreadable="0x3"),
            ChangeListFault.INCONSISTENT,
            "baseline.accounts[0]",
        ),
        (
            lambda d: d["baseline"].update(rights=["Limity", "Limity"]),
            ChangeListFault.INCONSISTENT,
            "baseline.rights",
        ),
        (
            lambda d: d["baseline"]["clients"].update(K1=["07001", "07001"]),
            ChangeListFault.INCONSISTENT,
            "baseline.clients.K1",
        ),
        (
            lambda d: d["changes"][3].update({"from": True}),
            ChangeListFault.NO_CHANGE,
            "changes[3]",
        ),
        (
            lambda d: d["changes"][3].update({"from": True, "to": False}),
            ChangeListFault.INCONSISTENT,
            "changes[3]",
        ),
        (
            lambda d: d["changes"][1].update({"from": False}),
            ChangeListFault.INCONSISTENT,
            "changes[1]",
        ),
        (
            lambda d: d["changes"][7].update({"from": None}),
            ChangeListFault.INCONSISTENT,
            "changes[7]",
        ),
        (lambda d: d.update(target={}), ChangeListFault.MISSING, "target.sha256"),
    ],
)
def test_what_is_wrong_is_located(
    plan: ChangeList, damage: Damage, fault: ChangeListFault, place: str
) -> None:
    data = json.loads(text_of(plan))
    damage(data)
    with pytest.raises(ChangeListError) as caught:
        change_list_from(json.dumps(data).encode(), "plan.json")
    assert (caught.value.fault, caught.value.place) == (fault, place)
    told = change_list_error_text(caught.value)
    assert told.startswith("plan.json: ")
    assert place in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b'{"export": {},\n "reading": ',
            "plan.json, wiersz 2: to nie jest lista zmian w formacie JSON",
        ),
        (b"\n\n\xb3", "plan.json, wiersz 3: to nie jest lista zmian w formacie JSON"),
        (b'{"export": {}, "reading": "mild", "changes": []}', 'dozwolone: "strict", "lenient".'),
        (b'{"export": {}, "reading": "strict", "changes": {}}', "dozwolone: […]."),
        (b'{"export": {"file": 1}, "reading": "strict", "changes": []}', 'dozwolone: "…".'),
    ],
)
def test_it_is_told_in_the_person_s_language(content: bytes, told: str) -> None:
    with pytest.raises(ChangeListError) as caught:
        change_list_from(content, "plan.json")
    set_language("pl")
    try:
        assert told in change_list_error_text(caught.value)
    finally:
        set_language("en")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"{", b"\xff\xfe\x00", b"[1]", b'{"a": \xb3}', b"[" * 100_000]
)
def test_what_is_no_change_list_is_one_error(content: bytes) -> None:
    with pytest.raises(ChangeListError):
        change_list_from(content, "-")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ChangeListError) as caught:
        read_change_list(tmp_path / "none.json")
    assert caught.value.fault is ChangeListFault.CANNOT_READ
    assert "none.json does not exist" in change_list_error_text(caught.value)
