"""Scores from answers, as a measure's definition says. Pure."""

from statistics import fmean

from evaluation.definitions import Definition, Item, Score


def scores_of(measure: Definition, answers: dict[str, int]) -> dict[str, float]:
    """Each score whose items are all answered; one with a gap is left out."""
    found = {}
    for score in measure.scores:
        if all(key in answers for key in score.items):
            values = [
                _counted(measure, score, key, answers[key]) for key in score.items
            ]
            found[score.key] = (
                float(sum(values)) if score.how == "sum" else fmean(values)
            )
    return found


def band_of(score: Score, value: float) -> str:
    """The words of the band that a value lies in; "" where there are no bands."""
    return next((words for upto, words in score.bands if value <= upto), "")


def range_of(measure: Definition, score: Score) -> tuple[float, float]:
    """The lowest and the highest that a score can be."""
    ends = [_ends(item) for item in measure.items if item.key in score.items]
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    whole = sum if score.how == "sum" else fmean
    return float(whole(lows)), float(whole(highs))


def _counted(measure: Definition, score: Score, key: str, value: int) -> int:
    item = measure.item(key)
    assert item is not None
    low, high = _ends(item)
    return low + high - value if key in score.reverse else value


def _ends(item: Item) -> tuple[int, int]:
    values = [value for value, _ in item.options]
    return min(values), max(values)
