"""A phone is told: asked for on a tap, sealed on the way, shown without a word of what."""

import json
from collections.abc import Iterator

import pytest

from tests.moderation.hooks import Hook, hook
from tests.people.browsers import Secret

# Headless Chromium has no push service of its own: this stands in for what it would say.
BROWSER = """
const subscription = {
  endpoint: "ENDPOINT",
  options: { applicationServerKey: null },
  toJSON: () => ({ endpoint: "ENDPOINT", keys: { p256dh: "PUBLIC", auth: "AUTH" } }),
  unsubscribe: async () => localStorage.setItem("given-up", "yes"),
};
let asked = localStorage.getItem("asked");
PushManager.prototype.getSubscription = async () => (asked ? subscription : null);
PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
  if (!userVisibleOnly || applicationServerKey.length !== 65) throw new Error("refused");
  localStorage.setItem("asked", "yes");
  return subscription;
};
"""


UNTIL_GIVEN_UP = """async () => {
  while (!localStorage.getItem("given-up")) await new Promise((done) => setTimeout(done, 50));
}"""

# Nor has it a screen: its worker writes down what it would put there.
WITHOUT_A_SCREEN = """() => {
  self.put_up = [];
  self.registration.showNotification = async (title, { body = "", tag }) =>
    self.put_up.push([title, body, tag]);
}"""

PUT_UP = """async () => {
  while (!self.put_up.length) await new Promise((done) => setTimeout(done, 20));
  return self.put_up;
}"""


@pytest.fixture
def service() -> Iterator[Hook]:
    with hook() as running:
        yield running


def told_by(page, browsing, text):
    """What the page's worker puts up once it has what its push service sends."""
    [worker] = page.context.service_workers
    worker.evaluate(WITHOUT_A_SCREEN)
    line, number = worker_of(page)
    about = {"origin": browsing.url, "registrationId": number}
    line.send("ServiceWorker.deliverPushMessage", about | {"data": text})
    return worker.evaluate(PUT_UP)


def worker_of(page):
    line = page.context.new_cdp_session(page)
    found = []
    line.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(event["registrations"]),
    )
    line.send("ServiceWorker.enable")
    while not found:
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return line, found[0]["registrationId"]


def test_a_phone_is_told_that_something_waits_until_somebody_else_has_it(
    browsing, service
):
    secret = Secret()
    page = browsing.open(path="")
    page.context.grant_permissions(["notifications"], origin=browsing.url)
    words = {"ENDPOINT": service.address, "PUBLIC": secret.fields["public"]}
    script = BROWSER.replace("AUTH", secret.fields["auth"])
    for name, value in words.items():
        script = script.replace(name, value)
    page.add_init_script(script)
    browsing.sign_in(page, "max")

    page.goto("/settings/devices/")
    page.get_by_label("A flag waits for you").check()
    page.get_by_label("Something else waits for you").check()
    page.get_by_role("button", name="Turn on for this device").click()
    page.get_by_text("This device is told from now on").wait_for()
    assert page.get_by_text("This device", exact=True).last.is_visible()
    page.get_by_role("button", name="Send a try").click()

    assert service.arrived.acquire(timeout=10)
    opened = secret.open(service.came[0][1])
    assert json.loads(opened) == {"kind": "notices"}

    told = told_by(page, browsing, '{"kind": "flags"}')
    assert told == [["Something is waiting for you", "", "flags"]]

    page.context.clear_cookies(name="session")
    browsing.sign_in(page, "ana")
    page.evaluate(UNTIL_GIVEN_UP)
    assert page.evaluate("localStorage.getItem('told')") is None
