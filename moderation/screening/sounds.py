"""How words sound, and how far apart two of them are.

After the phonetic keys of Russell and Knuth (Soundex) and Philips (Metaphone), for British
English as it is spelt by ear; the distance is Damerau's and Levenshtein's, weighed.
"""

import math
import re
from functools import cache, lru_cache
from itertools import accumulate

# Spellings of one sound, in this order. Numbers stand for the vowels of "see 1, say 2,
# so 3, soon 4, sow 5, saw 6, star 7, sir 8, sigh 9", and A for that of "sofa".
SAME = tuple(
    (re.compile(spelt), sound)
    for spelt, sound in (
        (r"([^aeiou])\1+", r"\1"),
        (r"ph", "f"),
        (r"^(kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^wh", "w"),
        (r"^w[ao](?=[tsnl])", "wo"),
        (r"gu(?=[ei])", "g"),
        (r"dnes", "ns"),
        (r"[ao]ugh(?=t)", "6"),
        (r"augh", "af"),
        (r"(?<=[ote])ough$|(?<=r)ough$", "uf"),
        (r"eigh", "2"),
        (r"igh", "9"),
        (r"tu(?=re|al)", "C"),
        (r"(ti|si|ssi|shu|sho|cia)n", "Sn"),
        (r"[ct]i(?=al|ous|us)", "S"),
        (r"sch", "sk"),
        (r"ch(?=[rl])", "k"),
        (r"ache(?=s?$)", "2k"),
        (r"(?<=ma)ch(?=s?$)", "k"),
        (r"t?ch|tsh", "C"),
        (r"s[ch]h?(?=[^aeiouklrptm])|sh", "S"),
        (r"th", "T"),
        (r"ck", "k"),
        (r"qu", "kw"),
        (r"x", "ks"),
        (r"(a|i|e)d?ge(?=[sd]?$)", "iJ"),
        (r"dge?|j|ge(?=[sd]?$)|^ge", "J"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"al(?=k)|aw|au|oar|oor|ore|our(?=$|s|t)", "6"),
        (r"(?<=^[^aeiou])al$", "6l"),
        (r"ear(?=[nltc])", "8"),
        (r"al(?=f|m)", "7"),
        (r"in(?=s?$)|ing(?=s?$)", "iN"),
        (r"i?ed$", "d"),
        (r"(?<=...)(er|or|ar|re|our|a|uh|ur)(?=[sd]?$)", "A"),
        (r"(?<=[^aeiou1-9])(le|el|al|ul|il)(?=[sd]?$)", "L"),
        (r"(?<![aeiou])a(?=[^aeiouA-Z1-9]es?$)", "2"),
        (r"(?<![aeiou])i(?=[^aeiouA-Z1-9]es?$)", "9"),
        (r"(?<![aeiou])o(?=[^aeiouA-Z1-9]es?$)", "3"),
        (r"(?<![aeiou])u(?=[^aeiouA-Z1-9]es?$)", "4"),
        (r"(?<=[2394][^aeiou])e(?=s?$)", ""),
        (r"ee|ea|ie|ei|ey$|y$|i$", "1"),
        (r"ai|ay|ey", "2"),
        (r"oa|oe|ow(?=$|n|s)", "3"),
        (r"oo|ue|ew|ui", "4"),
        (r"ou|ow", "5"),
        (r"or(?![aeiou1-9])", "6"),
        (r"ar(?![aeiou1-9])", "7"),
        (r"(er|ir|ur)(?![aeiou1-9])", "8"),
        (r"(?<=[^aeiou1-9])e$", ""),
        (r"(.)\1+", r"\1"),
    )
)
VOWELS = "aeiouyA123456789"
# What is said, or written, for one another; the rest costs a whole letter.
ALIKE = {
    pair: cost
    for cost, pairs in {
        0.15: "1i 1e 1y 2a 3o 4u 5o 6o 7a 8e 8u 9i 9y 12 45 Aa Ae Ao Au A8 Nn",
        0.3: "kq fv dt iy uw Tf Tv Td Tt Ts fh SC CJ sS kC gJ tC bv ow wu",
        0.6: "bp mn lr gk",
    }.items()
    for pair in pairs.split()
}
ANOTHER_VOWEL, SWAPPED, LEAST_LOST = 0.4, 0.7, 0.5
# What it costs that two words begin with other sounds, and what is no other sound.
OTHER_START, NEAR = 0.5, 0.3
FEWEST_BONES = 4
# What it costs to leave a letter out: a vowel, or one that is often not heard.
LOST = dict.fromkeys(VOWELS, 0.5) | dict.fromkeys("hgrkwN", 0.6)
BONES = dict.fromkeys("hwrN" + VOWELS, "") | dict.fromkeys("TfdvCJ", "t")
BONES |= {"z": "s", "S": "s", "g": "k", "q": "k", "L": "l"}


@lru_cache(maxsize=16384)
def heard(word: str) -> str:
    """A word's sounds, one letter each."""
    for pattern, letters in SAME:
        word = pattern.sub(letters, word)
    return word


def bones(sounds: str) -> str:
    """What is left of a word when vowels, and what is easily confused, go."""
    return "".join(BONES.get(letter, letter) for letter in sounds)


def lessened(whole: str) -> set[str]:
    """Bones without one of them, but never the first; few bones are left as they are."""
    if len(whole) < FEWEST_BONES:
        return set()
    return {whole[:n] + whole[n + 1 :] for n in range(1, len(whole))}


def distance(written: str, meant: str, most: float) -> float:
    """How far apart two words sound: insertions, losses, changes and swaps, weighed.

    Damerau and Levenshtein's, with vowels and letters that are not heard costing less;
    infinite where it is more than most.
    """
    if not written or not meant:
        return math.inf
    start = _start(written[0], meant[0])
    most -= start
    if abs(len(written) - len(meant)) * LEAST_LOST > most:
        return math.inf
    before: list[float] = []
    row = [0.0, *accumulate(map(_lost, meant))]
    for i, a in enumerate(written):
        lost, costs = _lost(a), _costs(a)
        now = [row[0] + lost]
        for j, b in enumerate(meant):
            changed, added = row[j] + costs.get(b, 1.0), now[j] + LOST.get(b, 1.0)
            cost = min(changed, added, row[j + 1] + lost)
            if i and j and a == meant[j - 1] and b == written[i - 1] and a != b:
                cost = min(cost, before[j - 1] + SWAPPED)
            now.append(cost)
        if min(now) > most:
            return math.inf
        before, row = row, now
    return row[-1] + start if row[-1] <= most else math.inf


def _start(a: str, b: str) -> float:
    return OTHER_START if _costs(a).get(b, 1.0) > NEAR else 0.0


def _lost(letter: str) -> float:
    return LOST.get(letter, 1.0)


@cache
def _costs(letter: str) -> dict[str, float]:
    """What it costs to have said this for each other sound; others a whole letter."""
    others = VOWELS if letter in VOWELS else ()
    near = dict.fromkeys(others, ANOTHER_VOWEL)
    for pair, cost in ALIKE.items():
        if letter in pair:
            near[pair.replace(letter, "", 1)] = cost
    return near | {letter: 0.0}
