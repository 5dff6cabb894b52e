"""What the address of a report asks for: rows, model, outcome, period and filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from careers.attribution.credit import Model
from careers.attribution.models import model_named
from careers.campaigns.models import Campaign, Channel
from careers.openings.models import Opening
from careers.reports import periods
from careers.reports.figures import Level, Outcome, Part
from careers.reports.labels import MODELS
from careers.reports.periods import Period
from careers.web.paging import asked_id

KINDS = {"organic": False, "sponsored": True}


@dataclass(frozen=True)
class Asked:
    """One report: what is known of it before anything is counted."""

    level: Level
    model_name: str
    outcome: Outcome
    period: Period
    part: Part
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        """Return the model that gives credit."""
        return model_named(self.model_name)


def asked(session: Session, today: date, zone: str) -> Asked:
    """Read this request's address; what is not known falls back to posts, last touch, applications, 90 days."""
    args: Any = request.args
    level, model, outcome = args.get("level", ""), args.get("model", ""), args.get("outcome", "")
    part = Part(
        campaign=session.get(Campaign, asked_id("campaign") or 0),
        channel_id=asked_id("channel"),
        opening_id=asked_id("opening"),
        is_sponsored=KINDS.get(args.get("kind", "")),
    )
    return Asked(
        level=Level(level) if level in {*Level} else Level.POST,
        model_name=model if model in MODELS else "last",
        outcome=Outcome(outcome) if outcome in {*Outcome} else Outcome.APPLIED,
        period=periods.asked_for(args, today, zone),
        part=part,
        names=_names(session, part),
    )


def _names(session: Session, part: Part) -> dict[str, str]:
    """Return what the chosen channel and opening are called; a file says it beside its figures."""
    rows = {
        "channel": session.get(Channel, part.channel_id or 0),
        "opening": session.get(Opening, part.opening_id or 0),
    }
    return {kind: str(row) for kind, row in rows.items() if row is not None}
