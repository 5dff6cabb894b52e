"""The models by their stable machine names; what people read about them is written elsewhere."""

from collections.abc import Callable

from careers.attribution.credit import Model
from careers.attribution.rules import RULES

MODELS: dict[str, Callable[..., Model]] = {**RULES}


class NoSuchModel(LookupError):
    """No model has this name."""


def model_named(name: str, **options: object) -> Model:
    """Return the model of this name with the given options; raises NoSuchModel.

    Options are the fields of the model's class, for example `direct` of `last-non-direct`.
    """
    if name not in MODELS:
        raise NoSuchModel(f"No model is called {name!r}; there are {', '.join(MODELS)}.")
    return MODELS[name](**options)
