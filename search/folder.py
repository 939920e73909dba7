"""Where this node keeps its index, and in which language."""

from pathlib import Path

from django.conf import settings

from search.index import IndexFolder, Searchers

SEARCHERS = Searchers()
"""The searcher of this process."""


def index_folder() -> IndexFolder:
    """Give the folder of this node's index."""
    return IndexFolder(Path(settings.WIKI_INDEX_FOLDER))
