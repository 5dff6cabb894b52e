"""What networks and states of posts are called on screen."""

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from careers.campaigns.models import Network, PostState

NETWORKS: dict[Network, LazyString] = {
    Network.LINKEDIN: _l("LinkedIn"),
    Network.FACEBOOK: _l("Facebook"),
    Network.INSTAGRAM: _l("Instagram"),
    Network.X: _l("X (Twitter)"),
    Network.SNAPCHAT: _l("Snapchat"),
    Network.YOUTUBE: _l("YouTube"),
    Network.NEWSLETTER: _l("Newsletter"),
    Network.JOB_BOARD: _l("Job board"),
    Network.POSTER: _l("Poster or fair (QR code)"),
    Network.WORD_OF_MOUTH: _l("Word of mouth"),
}
POST_STATES: dict[PostState, LazyString] = {
    PostState.IDEA: _l("Idea"),
    PostState.DRAFT: _l("Draft"),
    PostState.READY: _l("Ready"),
    PostState.PUBLISHED: _l("Published"),
    PostState.WITHDRAWN: _l("Withdrawn"),
}
POST_TONES: dict[PostState, str] = {
    PostState.IDEA: "neutral",
    PostState.DRAFT: "neutral",
    PostState.READY: "warm",
    PostState.PUBLISHED: "good",
    PostState.WITHDRAWN: "bad",
}


def install(app: Flask) -> None:
    """Make the texts known to templates."""
    app.jinja_env.globals.update(NETWORK_TEXTS=NETWORKS, POST_STATES=POST_STATES, POST_TONES=POST_TONES)
