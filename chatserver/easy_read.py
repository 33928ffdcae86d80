"""Easy Read: the rules, staying safe and how to, in short lines with a picture each."""

from dataclasses import dataclass

# A picture's name in templates/easy/_pictures.html, and the words beside it.
Line = tuple[str, str]


@dataclass(frozen=True)
class Part:
    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    lead: str
    parts: list[Part]


RULES = Page(
    "rules",
    "Our rules",
    "These rules keep everybody safe.",
    [
        Part(
            "Be kind",
            [
                ("smile", "Be kind to each other."),
                ("cup", "Listen first."),
                ("talk", "You can say: “I hear you.”"),
                ("people", "You do not have to fix anybody."),
            ],
        ),
        Part(
            "Keep yourself private",
            [
                ("lock", "Do not say your real name."),
                ("house", "Do not say where you live."),
                ("no_phone", "Do not give your phone number."),
                ("people", "Do not ask others for theirs."),
            ],
        ),
        Part(
            "Hard things",
            [
                ("sad", "You can say that you feel very bad."),
                ("no_pill", "Do not say how people hurt themselves."),
                ("cover", "You can put a warning on hard words."),
                ("tick", "Then others can choose to read them."),
            ],
        ),
        Part(
            "What is said here stays here",
            [
                ("lock", "Do not copy what others write."),
                ("no_camera", "Do not take photos of it."),
                ("no_pill", "Do not tell others what pills to take."),
                ("no_coin", "Do not sell things here."),
            ],
        ),
        Part(
            "If somebody breaks a rule",
            [
                ("person", "A person looks at it. Not a machine."),
                ("cover", "They may hide the message."),
                ("moon", "They may ask somebody to take a break."),
                ("talk", "They say why."),
            ],
        ),
    ],
)

SAFETY = Page(
    "safety",
    "Staying safe",
    "You can get help at any time, day and night.",
    [
        Part(
            "If you are in danger now",
            [
                ("phone", "Call 999. It is free."),
                ("people", "Go to where other people are."),
                ("talk", "Tell somebody: “I am not safe. Please stay with me.”"),
            ],
        ),
        Part(
            "If you feel very bad",
            [
                ("phone", "Call Samaritans on 116 123. It is free."),
                ("clock", "You can call at any hour."),
                ("pencil", "Or text SHOUT to 85258."),
                ("help", "The link “I need urgent help” is on every page."),
            ],
        ),
        Part(
            "If you worry about somebody here",
            [
                ("flag", "Press the three dots beside their message."),
                ("flag", "Choose “Report this message”."),
                ("person", "It goes to a person who looks after the room."),
                ("lock", "We do not say that it was you."),
            ],
        ),
        Part(
            "If somebody looks at your phone",
            [
                ("door", "Press “Leave this page”. You see the weather."),
                ("clock", "The phone may still show that you were here."),
                ("key", "Sign out when you share a phone."),
            ],
        ),
        Part(
            "Who can see what you write",
            [
                ("people", "All in the room can read what you write there."),
                ("mentor", "In a thread it is you and your mentor."),
                ("person", "People who look after safety may read it too."),
                ("talk", "If they look in your thread, we tell you."),
            ],
        ),
    ],
)

HOW_TO = Page(
    "how-to",
    "How to use this place",
    "You can go slowly. Nothing here is a test.",
    [
        Part(
            "Come in",
            [
                ("pencil", "Choose a made-up name."),
                ("key", "Choose four words as your passphrase."),
                ("lock", "Keep your passphrase secret."),
                ("paper", "You get eight codes. Write them down."),
                ("key", "A code lets you in if you forget."),
            ],
        ),
        Part(
            "Talk in a room",
            [
                ("door", "Press “Rooms”. Then choose a room."),
                ("cup", "You can just read. You need not write."),
                ("pencil", "Write in the box. Then press “Send”."),
                ("clock", "“Not sent yet” means: we keep trying."),
                ("back", "You can take a message back."),
            ],
        ),
        Part(
            "Answer somebody",
            [
                ("smile", "Press “I hear you” if you have no words."),
                ("talk", "Press “Reply” to write back."),
            ],
        ),
        Part(
            "Talk with a mentor",
            [
                ("mentor", "A mentor is one person who helps you."),
                ("pencil", "You can write at any time."),
                ("clock", "You can meet here at a time you both choose."),
            ],
        ),
        Part(
            "Rest",
            [
                ("moon", "You can take a break. Nobody minds."),
                ("cover", "You can hide words that hurt you."),
                ("no_phone", "You can turn all messages off."),
            ],
        ),
    ],
)

PAGES = {page.name: page for page in (RULES, SAFETY, HOW_TO)}
