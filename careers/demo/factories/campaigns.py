"""Channels, campaigns and posts."""

from datetime import timedelta

import factory

from careers.campaigns.models import Campaign, Channel, Network, Post, PostState
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.core import Factory


class ChannelFactory(Factory):
    """The LinkedIn career page."""

    class Meta:
        """Model."""

        model = Channel

    name = "LinkedIn"
    slug = factory.Sequence(lambda n: f"linkedin-{n}")
    network = Network.LINKEDIN
    address = "https://www.linkedin.com/company/val-darbois"
    utm_source = "linkedin"


class CampaignFactory(Factory):
    """A campaign that began ten days ago and runs for a month."""

    class Meta:
        """Model."""

        model = Campaign

    name = factory.Sequence(lambda n: f"Campagne {n}")
    slug = factory.Sequence(lambda n: f"campagne-{n}")
    starts_on = factory.LazyFunction(lambda: now().date() - timedelta(days=10))
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + timedelta(days=30))
    owner = factory.SubFactory(UserFactory, role="communications")


class PostFactory(Factory):
    """A draft that has no link yet."""

    class Meta:
        """Model."""

        model = Post

    campaign = factory.SubFactory(CampaignFactory)
    channel = factory.SubFactory(ChannelFactory)
    title = factory.Sequence(lambda n: f"Publication {n}")
    text = "Le centre de santé recrute un médecin généraliste."
    state = PostState.DRAFT
