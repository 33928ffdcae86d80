"""Welcomes, how one is, and the wall of help."""

from tests.browser.states.state import DAY_ONE, State, fill, press

CARE = [
    State("first_visit_step", "/first-visit/hello/", "zed"),
    State("first_visit_step", "/first-visit/rules/", "zed", "at the rules"),
    State("first_visit_step", "/first-visit/ways/", "zed", "choosing a way"),
    State("first_visit_step", "/first-visit/try/", "zed", "trying"),
    State("practice", "/first-visit/practice/", "zed"),
    State(
        "practice",
        "/first-visit/practice/",
        "zed",
        "after a message",
        acts=(fill("Your message", "Hello"), press("Send")),
    ),
    State("first_visit_step", "/first-visit/start/", "ana", "starting"),
    State("how_i_am", "/how-i-am/", "zed", "with nothing yet"),
    State(
        "how_i_am", "/how-i-am/", "zed", "left empty", acts=(press("Keep it for me"),)
    ),
    State("how_i_am", "/how-i-am/", "ben", "with weeks of it"),
    State(
        "how_i_am",
        "/how-i-am/",
        "zed",
        "in danger",
        acts=(
            fill("Words, if you like", "I want to kill myself tonight"),
            press("Keep it for me"),
        ),
    ),
    State("share_feeling", "{share}", "ben"),
    State("wall", "/wall/", "ana"),
    State("wall", "/wall/?area=nowhere", "ana", "with nothing that fits"),
    State("wall", "/wall/?room=2", "ana", "from a room"),
    State("wall", "/wall/", "ana", "with nothing yet", world=DAY_ONE),
    State("service", "{service}", "ana"),
    State("suggest_service", "/wall/suggest/", "zed"),
    State(
        "suggest_service",
        "/wall/suggest/",
        "zed",
        "left empty",
        acts=(press("Suggest it"),),
    ),
    State("wall_desk", "/wall/desk/", "cora"),
    State("service_new", "/wall/new/", "cora"),
    State("service_edit", "{suggestion}", "cora"),
    State(
        "service_decline",
        "{suggestion}",
        "cora",
        "with no reason",
        acts=(press("Say no, and why"),),
    ),
    State("signpost", "{signpost}", "ana"),
    State("welcoming", "/welcoming/", "ana", "who has not offered"),
    State("welcoming", "/welcoming/", "ben", "who offered"),
    State("newcomers", "/newcomers/", "max"),
    State("house", "/house/", "cora"),
    State("house", "/house/", "max", "left empty", acts=(press("Say it"),)),
    State("welcome_words", "/house/welcome/", "cora"),
]
