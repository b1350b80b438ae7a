"""Which policies the matrix shows: those whose number holds what was typed, those that differ."""

from textual import on
from textual.widgets import Input

from kuke_tui.i18n import _, ngettext
from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.table import footer_commands
from kuke_tui.tui.matrix.account_view import AccountView
from kuke_tui.tui.matrix.policy_filter import PolicyFilter
from kuke_tui.tui.matrix.position import Position


class FilteringScreen(AccountView):
    """Narrows the policies shown, and shows all again."""

    @property
    def is_filtered(self) -> bool:
        """Whether some policies may be hidden, or are about to be."""
        is_open = self._filter.has_class("-open")
        return bool(self.words) or self.differing is not None or is_open

    @property
    def is_typing(self) -> bool:
        """Whether the person types what to filter by."""
        return self._filter.has_focus

    def footer_commands(self) -> tuple[Command, ...]:
        """Choose what matters, among other things while the person types."""
        if self.is_typing:
            return footer_commands(Place.POLICY_FILTER, self.makes_sense)
        return super().footer_commands()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus now."""
        self.refresh_footer()

    def action_filter_policies(self) -> None:
        """Let the person type part of a policy's name."""
        typed = self._filter
        typed.placeholder = _("Part of a policy's number")
        typed.value = self.words
        typed.add_class("-open")
        typed.focus()

    def action_leave_policy_filter(self) -> None:
        """Go back to the matrix, the filter staying."""
        self.close_filter()

    def action_show_all_policies(self) -> None:
        """Take every filter back."""
        self.close_filter()
        self._show_policies("", None, _("All policies are shown."))

    def action_only_differences(self) -> None:
        """Show only policies that differ from the commonest, or all again."""
        if self.differing is not None:
            self._show_policies(self.words, None, _("All policies are shown."))
            return
        differing = self.differing_now()
        if not differing:
            self.say(_("All policies have the same boxes."))
            return
        count = len(differing)
        told = ngettext(
            "{n} policy differs from the commonest. f shows all again",
            "{n} policies differ from the commonest. f shows all again",
            count,
        )
        self._show_policies(self.words, differing, told.format(n=count))

    @on(Input.Changed, "#policy-filter")
    def filter_changed(self, event: Input.Changed) -> None:
        """Filter while the person types."""
        if event.value != self.words:
            self._show_policies(event.value, self.differing, "")

    def close_filter(self) -> None:
        """Hide the field and go to the matrix."""
        self._filter.remove_class("-open")
        self.matrix.focus()

    @property
    def _filter(self) -> PolicyFilter:
        return self.query_one(PolicyFilter)

    def _show_policies(self, words: str, differing: tuple[int, ...] | None, notice: str) -> None:
        policy, (_row, right, box) = self.matrix.policy, self.matrix.position
        self.words, self.differing = words, differing
        self.matrix.clear_range()
        self.show_all(notice)
        rows = self.matrix.rows
        self.matrix.place(Position(rows.index(policy) if policy in rows else 0, right, box))
        self.say(notice)
