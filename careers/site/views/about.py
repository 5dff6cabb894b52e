"""What the law wants to be said: the privacy notice and the accessibility statement."""

from flask import render_template

from careers.site.views.blueprint import site


@site.get("/privacy")
def privacy() -> str:
    """Say what happens with candidates' data."""
    return render_template("site/privacy.html")


@site.get("/accessibility")
def accessibility() -> str:
    """Say how accessible the site is, and whom to write to."""
    return render_template("site/accessibility.html")
