"""Cards of the board move by drag, by menu and by keyboard; every move can be undone."""

import pytest

from tests.browser.screenshots import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def board(open_page, address):
    page = open_page("en")
    sign_in(page, address, "rh@val-darbois.example")
    page.goto(f"{address}/staff/applications/board")
    return page


def names(page, column):
    return page.locator(".board-column").nth(column).locator(".card-item > a").all_inner_texts()


def test_card_moves_by_drag_and_back_by_undo(board):
    name = names(board, 0)[0]
    card = board.locator(".board-column").nth(0).locator(".card-item").first
    card.locator("small").drag_to(
        board.locator(".board-column").nth(1).locator("ul"), target_position={"x": 60, "y": 30}
    )
    board.locator(".undo").wait_for()
    assert name in names(board, 1)
    board.locator(".undo button").click()
    board.locator(".flash-success").wait_for()
    assert name in names(board, 0)


def test_card_moves_by_keyboard_alone(board):
    name = names(board, 0)[0]
    select = board.locator(".board-column").nth(0).locator("select").first
    select.focus()
    board.keyboard.press("ArrowDown")
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    board.locator(".undo").wait_for()
    assert name not in names(board, 0)
    board.locator(".undo button").click()
    board.locator(".flash-success").wait_for()


def test_offer_to_undo_goes_away_after_ten_seconds(board):
    card = board.locator(".board-column").nth(0).locator(".card-item").first
    card.locator("select").select_option(index=1)
    card.locator("button").click()
    board.locator(".undo").wait_for()
    board.locator(".undo").wait_for(state="detached", timeout=12_000)
