"""Hands on a keyboard, and no mouse: every place is reached by Tab, and whatever cannot be reached fails the test."""

from playwright.sync_api import Locator

from real_browser import Visitor

_MOST = 400  # presses of Tab; a page that needs more is not usable by keyboard


class Keyboard:
    """What somebody does who has only a keyboard."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def to(self, place: Locator) -> None:
        """Go on with Tab until the place has the focus, and it can be seen there."""
        wanted = place.element_handle()
        for _ in range(_MOST):
            if wanted.evaluate("each => each === document.activeElement"):
                assert place.is_visible()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {place}")

    def write(self, place: str, text: str) -> None:
        """Type over what stands in a field."""
        self.to(self.page.locator(place))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, place: str, beginning: str) -> None:
        """Choose from a list by typing how the choice begins."""
        self.to(self.page.locator(place))
        self.page.keyboard.type(beginning)
        chosen = self.page.locator(f"{place} option:checked").inner_text()
        assert chosen.strip().lower().startswith(beginning.lower()), chosen

    def open(self, place: Locator) -> None:
        """Unfold what is folded, or tick a box."""
        self.to(place)
        self.page.keyboard.press("Space")

    def press(self, place: Locator) -> None:
        """Follow a link or press a button, and wait for the page after it."""
        self.to(place)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def sign_in(self, login: str) -> None:
        """From the first page."""
        self.visitor.go("/")
        self.write("input[name=login]", login)
        self.write("input[name=password]", self.visitor.centre.password)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
