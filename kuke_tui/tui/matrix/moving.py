"""Going about in the matrix: cursor, ranges, errors, accounts."""

from textual import on

from kuke_tui.domain.boxes import Box, bits
from kuke_tui.i18n import _, ngettext
from kuke_tui.tui.matrix.filtering import FilteringScreen
from kuke_tui.tui.matrix.geometry import Part, Target
from kuke_tui.tui.matrix.picture import picture_of
from kuke_tui.tui.matrix.position import Move, Position, Rectangle
from kuke_tui.tui.matrix.widget import PermissionMatrix


class MovingScreen(FilteringScreen):
    """Carries out every command that changes nothing but what is looked at."""

    # The cursor

    def action_move_up(self) -> None:
        """Go one policy up."""
        self._move(Move.UP)

    def action_move_down(self) -> None:
        """Go one policy down."""
        self._move(Move.DOWN)

    def action_move_left(self) -> None:
        """Go one box left."""
        self._move(Move.LEFT)

    def action_move_right(self) -> None:
        """Go one box right."""
        self._move(Move.RIGHT)

    def action_next_right(self) -> None:
        """Go to the next right."""
        self._move(Move.NEXT_RIGHT)

    def action_previous_right(self) -> None:
        """Go to the previous right."""
        self._move(Move.PREVIOUS_RIGHT)

    def action_row_start(self) -> None:
        """Go to the first right."""
        self._move(Move.ROW_START)

    def action_row_end(self) -> None:
        """Go to the last right."""
        self._move(Move.ROW_END)

    def action_page_up(self) -> None:
        """Go a window of policies up."""
        self._move(Move.PAGE_UP)

    def action_page_down(self) -> None:
        """Go a window of policies down."""
        self._move(Move.PAGE_DOWN)

    def action_top(self) -> None:
        """Go to the first box."""
        self._move(Move.TOP)

    def action_bottom(self) -> None:
        """Go to the last box."""
        self._move(Move.BOTTOM)

    def _move(self, move: Move) -> None:
        self.matrix.move(move)
        self.say()

    # Ranges

    def action_extend_up(self) -> None:
        """Draw the range up."""
        self._extend(Move.UP)

    def action_extend_down(self) -> None:
        """Draw the range down."""
        self._extend(Move.DOWN)

    def action_extend_left(self) -> None:
        """Draw the range left, a whole cell at a time."""
        self._extend(Move.PREVIOUS_RIGHT)

    def action_extend_right(self) -> None:
        """Draw the range right, a whole cell at a time."""
        self._extend(Move.NEXT_RIGHT)

    def action_select_policy(self) -> None:
        """Mark all rights of the cursor's policy."""
        row = self.matrix.position.row
        self._select(Rectangle(row, 0, row, self._last_right))

    def action_select_right(self) -> None:
        """Mark the cursor's right on all policies shown."""
        right = self.matrix.position.right
        self._select(Rectangle(0, right, self._last_row, right))

    def action_select_account(self) -> None:
        """Mark every cell shown."""
        self._select(Rectangle(0, 0, self._last_row, self._last_right))

    @property
    def _last_row(self) -> int:
        return len(self.matrix.rows) - 1

    @property
    def _last_right(self) -> int:
        return len(self.workspace.export.rights) - 1

    def _extend(self, move: Move) -> None:
        self.matrix.move(move, extend=True)
        self.say(self._range_notice())

    def _select(self, rectangle: Rectangle) -> None:
        if not self.matrix.is_empty:
            self.matrix.select(rectangle)
            self.say(self._range_notice())

    def _range_notice(self) -> str:
        selection = self.matrix.selection
        if selection is None:
            return ""
        policies, rights = len(selection.rows), len(selection.rights)
        return _("Range: {policies} × {rights}. 2 view and changes, 1 view only, 0 nothing").format(
            policies=ngettext("{n} policy", "{n} policies", policies).format(n=policies),
            rights=ngettext("{n} right", "{n} rights", rights).format(n=rights),
        )

    # Errors

    def action_next_breaking(self) -> None:
        """Go to the next cell that breaks a rule."""
        self._go_to_breaking(forward=True)

    def action_previous_breaking(self) -> None:
        """Go to the previous cell that breaks a rule."""
        self._go_to_breaking(forward=False)

    def _go_to_breaking(self, *, forward: bool) -> None:
        matrix = self.matrix
        picture = picture_of(self.workspace, self.account)
        breaking, shape = picture.breaking, picture.shape
        if not breaking:
            self.say(_("No cell breaks a rule."))
            return
        places = [
            (row, right)
            for row, policy in enumerate(matrix.rows)
            for right in bits(shape.row_bits(breaking, policy))
        ]
        if not places:
            self.say(_("Every cell that breaks a rule is hidden by the filter."))
            return
        here = (matrix.position.row, matrix.position.right)
        if forward:
            place = next((each for each in places if each > here), places[0])
        else:
            place = next((each for each in reversed(places) if each < here), places[-1])
        matrix.place(Position(*place, matrix.position.box))
        number = places.index(place) + 1
        told = _("Error {i} of {n}: a cell that breaks a rule").format(i=number, n=len(places))
        self.say(told)

    # Other screens and accounts

    def action_show_story(self) -> None:
        """Tell the whole story of the account, with the rule behind it."""
        from kuke_tui.tui.screens.story import StoryScreen

        self.app.push_screen(StoryScreen.of_account(self.workspace, self.account))

    def action_leave_matrix(self) -> None:
        """Take back the range, then the filter; then return to the list."""
        if self.matrix.selection:
            self.matrix.clear_range()
            self.say()
        elif self.is_filtered:
            self.action_show_all_policies()
        else:
            self.dismiss(self.account)

    def action_next_account(self) -> None:
        """Show the next account of the list."""
        self._turn(1)

    def action_previous_account(self) -> None:
        """Show the previous account of the list."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        order = self.order
        at = order.index(self.account) + step if self.account in order else 0
        if 0 <= at < len(order):
            self.show_account(order[at])
        elif step > 0:
            self.say(_("This is the last account of the list."))
        else:
            self.say(_("This is the first account of the list."))

    # The mouse

    @on(PermissionMatrix.Pointed)
    def pointed(self, event: PermissionMatrix.Pointed) -> None:
        """Move or draw a range to where the mouse is."""
        self.close_filter()
        target = event.target
        if target.part in (Part.BOX, Part.CELL):
            self._point_at_cell(target, extend=event.extend)
        elif target.part is Part.CORNER:
            self.action_select_account()
        else:
            position = self.matrix.position
            if target.part is Part.POLICY:
                self.matrix.place(Position(target.row, position.right, position.box))
                self.action_select_policy()
            else:
                self.matrix.place(Position(position.row, target.right, Box.VIEW))
                self.action_select_right()

    def _point_at_cell(self, target: Target, *, extend: bool) -> None:
        position = Position(target.row, target.right, target.box)
        if extend:
            self.matrix.extend_to(position)
            self.say(self._range_notice())
        else:
            self.matrix.place(position)
            self.say()
