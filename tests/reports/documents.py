"""A list and a summary with hostile names, to be written in every format."""

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.reading import Reading
from kuke_tui.reports.summary import Plan, Summary, summary
from kuke_tui.reports.todo import TodoList, todo_list

SCRIPT = "<script>document.title='broken'</script>"
FORMULA = '=HYPERLINK("http://evil.example";"x")'
RIGHTS = ("Limity kredytowe", "=cmd|' /C calc'!A0", f"{SCRIPT}|*_`")
POLICIES = ("07001", "07002")
ALL = Boxes(0b111111, 0b111111)
HALF = Boxes(0b000111, 0b000111)


def export() -> Export:
    """Two clients; two users to correct, one without any access, one administrator."""
    clients = (Client("1000123", POLICIES), Client('"><img src=x onerror=alert(1)>', POLICIES))
    accounts = (
        Account(clients[0], "-anna", SCRIPT, Role.USER, HALF),
        Account(clients[0], "ewa", "Ewa Łoś", Role.USER),
        Account(clients[1], "+48", f"\u202e{FORMULA}", Role.USER, HALF),
        Account(clients[0], "@szef", FORMULA, Role.ADMINISTRATOR),
    )
    source = Source("<b>eksport</b>.xlsx", "ab" * 32, "xlsx", Layout.WIDE_LEVELS)
    return Export(source, RIGHTS, clients, accounts)


def todo() -> TodoList:
    """The list of what corrects the two users, 12 clicks."""
    return todo_list(export(), {0: ALL, 2: ALL}, Reading.STRICT, "2026-11-23T12:00:00+01:00")


def manager_summary(*, planned: bool = True) -> Summary:
    """The summary of the same, with an exception."""
    plan = Plan({0: ALL, 2: ALL}, {1: f"odchodzi {SCRIPT}"}, 12, 2) if planned else None
    return summary(export(), plan, Reading.STRICT, "2026-11-23T12:00:00+01:00")
