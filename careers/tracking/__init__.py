"""Tracked links, the redirect, clicks and page views. A link knows no campaign."""
