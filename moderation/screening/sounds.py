"""How words sound, and how far apart two of them are.

After the phonetic keys of Russell and Knuth (Soundex) and Philips (Metaphone), for British
English as it is spelt by ear; the distance is Damerau's and Levenshtein's, weighed.
"""

import math
import re
from functools import lru_cache
from itertools import accumulate
from string import ascii_letters, digits

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
SOUNDS = ascii_letters + digits
# What it costs to leave a letter out: a vowel, or one that is often not heard.
LOST = dict.fromkeys(SOUNDS, 1.0) | dict.fromkeys(VOWELS, 0.5)
LOST |= dict.fromkeys("hgrkwN", 0.6)
BONES = dict.fromkeys("hwrN" + VOWELS, "") | dict.fromkeys("TfdvCJ", "t")
BONES |= {"z": "s", "S": "s", "g": "k", "q": "k", "L": "l"}


def _costs(letter: str) -> dict[str, float]:
    """What it costs to have said this for each other sound; others a whole letter."""
    near = dict.fromkeys(SOUNDS, 1.0)
    near |= dict.fromkeys(VOWELS if letter in VOWELS else (), ANOTHER_VOWEL)
    for pair, cost in ALIKE.items():
        if letter in pair:
            near[pair.replace(letter, "", 1)] = cost
    return near | {letter: 0.0}


COSTS = {letter: _costs(letter) for letter in SOUNDS}


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
    apart = abs(len(written) - len(meant)) * LEAST_LOST
    if not written or not meant or apart > most:
        return math.inf
    start = _start(written[0], meant[0])
    most -= start
    written, meant = _unlike(written, meant)
    adds = [LOST[letter] for letter in meant]
    before: list[float] = []
    row = [0.0, *accumulate(adds)]
    last_a = ""
    for a in written:
        lost, costs, last_b = LOST[a], COSTS[a], ""
        cost = row[0] + lost
        now = [cost]
        # Written out, without min(), for it runs some hundred times for an odd word.
        for b, add, changed, above in zip(meant, adds, row, row[1:], strict=False):
            cost += add
            if (other := changed + costs[b]) < cost:
                cost = other
            if (other := above + lost) < cost:
                cost = other
            if a == last_b and b == last_a and a != b:
                cost = min(cost, before[len(now) - 2] + SWAPPED)
            now.append(cost)
            last_b = b
        if min(now) > most:
            return math.inf
        before, row, last_a = row, now, a
    return row[-1] + start if row[-1] <= most else math.inf


def _unlike(a: str, b: str) -> tuple[str, str]:
    """What stands between the beginning and the end that two words share."""
    first, last, least = 0, 0, min(len(a), len(b))
    while first < least and a[first] == b[first]:
        first += 1
    while last < least - first and a[-1 - last] == b[-1 - last]:
        last += 1
    return a[first : len(a) - last], b[first : len(b) - last]


def _start(a: str, b: str) -> float:
    return OTHER_START if COSTS[a][b] > NEAR else 0.0
