"""The wiki's own settings, with the floor's addresses and a counter of queries beside them."""

from config.settings import base

globals().update({name: getattr(base, name) for name in dir(base) if name.isupper()})

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.floor.CountQueries", *base.MIDDLEWARE]
