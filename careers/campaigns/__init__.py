"""Campaigns, the channels they use and the posts they are made of."""
