"""The way in, help, and what everybody may see."""

from tests.browser.states.state import DAY_ONE, State, fill, press

DOORS = [
    State("home", "/"),
    State("home", "/", world=DAY_ONE),
    State("home", "/", "ana", "with things to do"),
    State("home", "/", "ben", "with help for him alone"),
    State("home", "/", "mia", "with many threads"),
    State("home", "/", "sol"),
    State("home", "/", "ana", "with nothing yet", world=DAY_ONE),
    State("home", "/?language=cy", how="in Welsh"),
    State("help", "/help/?language=cy", how="in Welsh"),
    State("settings", "/settings/?language=cy", "ana", "in Welsh"),
    State("room", "/rooms/1/?language=cy", "ana", "in Welsh"),
    State("house_rules", "/house-rules/"),
    State("what_we_keep", "/what-we-keep/"),
    State("what_we_keep", "/what-we-keep/", "ana"),
    State("offline", "/offline/"),
    State("easy_read", "/easy-read/rules/", how="rules"),
    State("easy_read", "/easy-read/safety/", "ana"),
    State("easy_read", "/easy-read/how-to/", how="how to"),
    State("look", "/look/", how="every component"),
    State("help", "/help/"),
    State("help", "/help/", scripts=False),
    State("help", "/help/", "ben"),
    State("sign_in", "/sign-in/"),
    State("sign_in", "/sign-in/", scripts=False),
    State("sign_in", "/sign-in/", how="left empty", acts=(press("Sign in"),)),
    State(
        "sign_in",
        "/sign-in/",
        how="with a wrong passphrase",
        acts=(fill("Alias", "nobody"), fill("Passphrase", "no"), press("Sign in")),
    ),
    State("sign_up", "/sign-up/"),
    State("sign_up", "/sign-up/", how="left empty", acts=(press("Join"),)),
    State("sign_up", "/sign-up/", how="by invitation", world=DAY_ONE),
    State(
        "sign_up",
        "/sign-up/",
        how="by invitation, left empty",
        acts=(press("Join"),),
        world=DAY_ONE,
    ),
    State("recover", "/recover/"),
    State(
        "recover", "/recover/", how="left empty", acts=(press("Set my new passphrase"),)
    ),
]

# What a visitor may stumble on; these have no URL of their own.
STUMBLES = [
    State("nowhere", "/nowhere/", is_refused=True),
    State("nowhere", "/nowhere/", "ana", is_refused=True),
    State("room of others", "{thread_none}", "zed", is_refused=True),
    State("not for a peer", "/moderation/", "ana", is_refused=True),
    State(
        "form too old",
        "{full}",
        "ana",
        acts=(
            fill("Your message", "I wrote all of this"),
            lambda page: page.context.clear_cookies(name="session"),
            press("Send"),
        ),
        scripts=False,
    ),
]
