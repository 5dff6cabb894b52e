"""The models by their stable machine names; what people read about them is written elsewhere."""

from collections.abc import Callable

from careers.attribution.credit import Model
from careers.attribution.markov import Markov
from careers.attribution.rules import FirstTouch, LastNonDirect, LastTouch, Linear, LinearUnique
from careers.attribution.shapley import Shapley, ShapleyRate
from careers.attribution.weighted import Position, TimeDecay, WShaped

MODELS: dict[str, Callable[..., Model]] = {
    model.name: model
    for model in (
        FirstTouch,
        LastTouch,
        LastNonDirect,
        Linear,
        LinearUnique,
        TimeDecay,
        Position,
        WShaped,
        Markov,
        Shapley,
        ShapleyRate,
    )
}


class NoSuchModel(LookupError):
    """No model has this name."""


def model_named(name: str, **options: object) -> Model:
    """Return the model of this name with the given options; raises NoSuchModel.

    Options are the fields of the model's class, for example `direct` of `last-non-direct`.
    """
    if name not in MODELS:
        raise NoSuchModel(f"No model is called {name!r}; there are {', '.join(MODELS)}.")
    return MODELS[name](**options)
