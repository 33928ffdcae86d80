"""Every page of the site in every state that it has, for tests/browser/test_everyone….

A place in braces is an address of tests/browser/scenery.
"""

from tests.browser.states.care import CARE
from tests.browser.states.doors import DOORS, STUMBLES
from tests.browser.states.mentoring import THREADS
from tests.browser.states.moderation import DESK
from tests.browser.states.no_pages import NOT_PAGES, POST_ONLY
from tests.browser.states.own import OWN
from tests.browser.states.rooms import ROOMS
from tests.browser.states.staff import STAFF
from tests.browser.states.state import DAY_ONE

__all__ = ["DAY_ONE", "NOT_PAGES", "POST_ONLY", "STATES", "STUMBLES"]

STATES = DOORS + OWN + ROOMS + THREADS + DESK + CARE + STAFF
