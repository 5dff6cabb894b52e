"""What levels, models and figures are called on screen, and what each figure means."""

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from careers.applicants.labels import SOURCES
from careers.campaigns.labels import NETWORKS
from careers.reports.figures import Level, Outcome

LEVELS: dict[Level, LazyString] = {
    Level.POST: _l("Posts"),
    Level.CAMPAIGN: _l("Campaigns"),
    Level.CHANNEL: _l("Channels"),
    Level.OPENING: _l("Openings"),
}

MODELS: dict[str, LazyString] = {
    "last": _l("Last touch"),
    "first": _l("First touch"),
    "linear": _l("Linear: equal shares"),
    "linear-unique": _l("Linear over distinct posts"),
    "time-decay": _l("Time decay"),
    "position": _l("Position (U)"),
    "markov": _l("Markov: removal effect"),
    "shapley": _l("Shapley value"),
}

REWARDS: dict[str, LazyString] = {
    "last": _l("The last touch before the application gets all: it rewards what closes."),
    "first": _l("The first touch gets all: it rewards what makes you known."),
    "linear": _l("Every touch gets the same share: it rewards being there often."),
    "linear-unique": _l("Every distinct row gets the same share, however often it was touched."),
    "time-decay": _l(
        "A touch weighs half as much for every 7 days before the application: it rewards the recent ones."
    ),
    "markov": _l(
        "Each row gets credit by how many applications would be missing without it: it rewards what ways pass through."
    ),
    "shapley": _l(
        "Each row gets its average gain over all orders of joining: it rewards fairly what works together."
    ),
    "position": _l(
        "40 % to the first touch, 40 % to the last, the rest in between: it rewards opening and closing."
    ),
}

FIGURES: dict[str, LazyString] = {
    "clicks": _l("Clicks"),
    "visits": _l("Visits"),
    "form_starts": _l("Forms opened"),
    "applications": _l("Applications"),
    "shortlisted": _l("Shortlisted"),
    "interviews": _l("Interviews"),
    "hires": _l("Hires"),
}

DEFINITIONS: dict[str, LazyString] = {
    "clicks": _l(
        "Clicks by people on tracked links in the period. Robots and link previews are shown apart."
    ),
    "visits": _l("Views of job pages by people. A person who comes back is counted again."),
    "form_starts": _l("Views of the application form by people."),
    "applications": _l(
        "Applications received in the period. With a credit model one application may be shared."
    ),
    "shortlisted": _l("Of these applications, those that were shortlisted or came further by now."),
    "interviews": _l("Of these applications, those that have come to the interview or further by now."),
    "hires": _l("Of these applications, those that ended in a hire by now."),
}

SPECIAL: dict[str, LazyString] = {
    "other": _l("Other links and campaigns"),
    "unknown": _l("Unknown: no tracked link"),
    "own": _l("These posts together"),
    "more": _l("Others"),
    "total": _l("Total"),
}


def install(app: Flask) -> None:
    """Make the texts known to templates."""
    app.jinja_env.globals.update(
        LEVEL_TEXTS=LEVELS,
        MODEL_TEXTS=MODELS,
        MODEL_REWARDS=REWARDS,
        FIGURE_TEXTS=FIGURES,
        SOURCE_TEXTS=SOURCES,
        NETWORK_TEXTS={network.value: text for network, text in NETWORKS.items()},
        FIGURE_DEFINITIONS=DEFINITIONS,
        SPECIAL_ROWS=SPECIAL,
        OUTCOME_TEXTS={outcome: FIGURES[outcome.value] for outcome in Outcome},
    )
