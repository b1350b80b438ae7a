import pytest

from kuke_tui.domain.export import AccountKey
from kuke_tui.messages.people import person_text


@pytest.mark.parametrize(
    ("key", "name", "told"),
    [
        (AccountKey("4711", "p.slazak"), "Piotr Ślązak", "p.slazak · Piotr Ślązak · client 4711"),
        (AccountKey("", "p.slazak"), "Piotr Ślązak", "p.slazak · Piotr Ślązak"),
        (AccountKey("4711", "p.slazak"), "", "p.slazak · client 4711"),
    ],
)
def test_an_account_is_named_by_what_there_is(key: AccountKey, name: str, told: str) -> None:
    assert person_text(key, name) == told
