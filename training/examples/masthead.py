"""The masthead: headline, outlet and day in one line, as the reader sees them, and questions that name the day."""

import random
from datetime import date, timedelta

from rag.heading import heading, written

_OUTLETS = """
    Reuters, Interfax, The Herald, Daily Mail, Wikinews, The Times, Morning Post, Associated Press, The Guardian,
    Tribune, BBC News, Evening Standard, Gazeta, The Star, CNN, Bloomberg, The Verge, Sporting News, Le Monde, Kyodo,
    Press release, Business Insider, Financial Times, Al Jazeera, The Independent, The Sun, TechCrunch, ESPN
    """
OUTLETS = tuple(name.strip() for name in _OUTLETS.split(","))
_FIRST, _DAYS = date(2004, 1, 1), 8_500


def masthead(headline: str, rng: random.Random) -> tuple[str, date | None]:
    """Return the line for a headline, with an outlet and a day drawn at random or left out, and that day."""
    day = _FIRST + timedelta(days=rng.randrange(_DAYS)) if rng.random() < 0.6 else None
    outlet = rng.choice(OUTLETS) if rng.random() < 0.6 else None
    return heading(headline, outlet, day), day


def dated(asked: str, day: date, rng: random.Random) -> str:
    """Return a question with the day, its month or its year named at the end."""
    named = rng.choice((f"on {written(day)}", f"in {day:%B %Y}", f"in {day:%Y}"))
    words, mark = (asked.rstrip()[:-1], "?") if asked.rstrip().endswith("?") else (asked.rstrip(), "")
    return f"{words.rstrip()} {named}{mark}"


def another_day(day: date, rng: random.Random) -> date:
    """Return a day of another year, not far off."""
    return day + timedelta(days=rng.choice((-1, 1)) * rng.randint(370, 1500))
