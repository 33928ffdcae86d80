"""People, and whether it helps."""

from tests.browser.states.state import State, press

STAFF = [
    State("people", "/people/", "cora"),
    State("people", "/people/?alias=nobody", "cora", "with nobody found"),
    State("people", "/people/", "sol"),
    State("invitations", "/people/invitations/", "cora"),
    State(
        "invitations",
        "/people/invitations/",
        "cora",
        "with a new code",
        acts=(press("Make a code"),),
    ),
    State("change_role", "{person}", "sol"),
    State("change_role", "{person_out}", "sol", "kept out"),
    State(
        "change_role", "{person}", "sol", "with no reason",
        acts=(press("Change the role"),),
    ),
    State("evaluation", "/evaluation/", "sol"),
    State("my_answers", "/evaluation/mine/", "zed"),
    State("my_answers", "/evaluation/mine/", "ana", "who agreed"),
    State("question", "{question}", "ana"),
    State("question", "{question}", "ana", "left empty", acts=(press("Next"),)),
    State("programme_report", "/evaluation/report/", "cora"),
    State("measures", "/evaluation/measures/", "sol"),
    State("measures", "/evaluation/measures/", "sol", "left empty", acts=(press("Add it"),)),
    State("measures", "/evaluation/measures/", "sol", "nobody named", acts=(press("Name them to read: Feeling safe"),)),
    State("about_mentors", "/evaluation/mentors/", "cora", "with none"),
    State("answers_to_read", "/evaluation/to-read/", "max", "with none"),
]  # fmt: skip
