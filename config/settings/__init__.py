"""Picks the settings: those of `base` for DJANGO_SETTINGS_MODULE=config.settings, none for a module named in full."""

import os

# `config.settings.test` imports this package first: reading `base` here for it would read the operator's environment
# and make the operator's WIKI_HOME.
if os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings") == "config.settings":
    from config.settings.base import *  # noqa: F403
