"""Links, clicks and page views."""

import uuid

import factory

from careers.clock import now
from careers.demo.factories.core import Factory
from careers.tracking.models import Click, Device, Link, Page, PageView, Verdict


class LinkFactory(Factory):
    """A live link to the career page."""

    class Meta:
        """Model."""

        model = Link

    code = factory.Sequence(lambda n: f"t{n:05d}")
    target = "/jobs"


class ClickFactory(Factory):
    """A human click, now."""

    class Meta:
        """Model."""

        model = Click

    id = factory.LazyFunction(lambda: uuid.uuid4().hex)
    link = factory.SubFactory(LinkFactory)
    at = factory.LazyFunction(now)
    verdict = Verdict.HUMAN
    device = Device.MOBILE


class PageViewFactory(Factory):
    """A human view of a job page, now."""

    class Meta:
        """Model."""

        model = PageView

    at = factory.LazyFunction(now)
    page = Page.JOB
    subject_id = 1
    verdict = Verdict.HUMAN
    device = Device.MOBILE
