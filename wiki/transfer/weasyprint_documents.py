"""HTML to PDF by WeasyPrint, which needs Pango: import this only where `pdf.is_available` says so."""

import io
from typing import Any

from PIL import ImageFile
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from accounts.actor import Actor
from wiki.transfer.images import picture

# WeasyPrint switches this on for the whole process; pictures that people upload have to be whole.
ImageFile.LOAD_TRUNCATED_IMAGES = False


class _Pictures(URLFetcher):  # type: ignore[misc, unused-ignore]
    """Gives WeasyPrint attached pictures, and nothing else: no file of this machine, no other host."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(allowed_protocols=())
        self._actor = actor

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Give a picture.

        Raises:
            ValueError: there is none that the exporter may view.
        """
        found = picture(self._actor, url)
        if found is None:
            raise ValueError("This is no picture of the wiki's.")
        return URLFetcherResponse(url, body=io.BytesIO(found[0]), headers={"Content-Type": found[1]})


def pdf_of(html: str, actor: Actor) -> tuple[bytes, dict[str, int]]:
    """Make a PDF.

    Returns:
        its bytes, and on which of its pages (from 0) the elements with ids begin.
    """
    # A damaged picture must not keep a document from being made.
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        document = HTML(string=html, url_fetcher=_Pictures(actor)).render()
        pages = reversed(list(enumerate(document.pages)))
        places = {anchor: number for number, page in pages for anchor in page.anchors}
        made: bytes = document.write_pdf()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return made, places
