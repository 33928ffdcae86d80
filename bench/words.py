"""What the bench's people say: plain sentences, two in a hundred of them a worry."""

import random
from pathlib import Path

SEED = 7
LENGTH = 110
HOW_MANY = 500
WORRIES_IN_A_HUNDRED = 2

EVERYDAY = """
I made it to the shop today and back again, which is more than last week.
The rain has not stopped here since Tuesday and the dog is fed up with it.
Thank you for asking, the appointment went better than I thought it would.
Has anybody tried writing things down before bed? It helps me a little.
My sister came round with soup and we watched something silly together.
I did not sleep much but the morning walk made it easier to begin.
The bus was late and I nearly turned round, but I stayed on it.
Some days I just sit with a cup of tea and that has to be enough.
It is good to read what you all write, even when I say nothing.
Work was loud today, so I took my break outside by the bins.
I planted the beans at last and two of them have come up already.
Does the evening group still meet on Thursdays at seven?
My son drew a picture of a cat with nine legs and it is on the fridge.
I keep putting off the phone call, so tomorrow I will do it first thing.
The doctor listened this time. I had my notes with me and that helped.
We had toast for dinner and nobody minded at all.
I like the quiet here. Nobody wants an answer straight away.
Yesterday was heavy, today is lighter, tomorrow we will see.
The new neighbours have a piano. So far it is mostly one song.
I am learning to knit and the scarf is wider at one end.
""".strip().splitlines()

WORRIES = """
I can't go on like this and I have been thinking about ending my life.
I cut myself again last night after three weeks without and I feel ashamed.
I feel hopeless, nothing ever changes and nobody would notice if I left.
He takes my phone and will not let me leave the house without him.
""".strip().splitlines()


def bodies() -> list[str]:
    """Texts of one length, the same in every run."""
    dice = random.Random(SEED)
    # At random places: two in a row, each time, would be a wave that nobody makes.
    worries = dice.sample(range(HOW_MANY), HOW_MANY * WORRIES_IN_A_HUNDRED // 100)
    return [_body(n in worries, dice) for n in range(HOW_MANY)]


def _body(is_worry: bool, dice: random.Random) -> str:
    said = [dice.choice(WORRIES if is_worry else EVERYDAY)]
    while len(" ".join(said)) < LENGTH:
        said.append(dice.choice(EVERYDAY))
    return " ".join(said)[:LENGTH].rstrip().ljust(LENGTH, ".")


def write(folder: Path) -> Path:
    path = folder / "bodies.txt"
    path.write_text("\n".join(bodies()) + "\n")
    return path
