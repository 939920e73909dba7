"""The texts of files: kept by their digests, taken out when a file comes that was not there before."""

from collections.abc import Iterable
from pathlib import Path

from search.extraction.sandbox import NoText, ending_of, extracted_text
from search.models import ExtractedText


def is_wanted(name: str, digest: str) -> bool:
    """Say whether a file has a format that text is taken out of, and was not read before."""
    return bool(digest and ending_of(name)) and not ExtractedText.objects.filter(pk=digest).exists()


def missing_among(files: Iterable[tuple[str, str]]) -> set[str]:
    """Give the digests of files that text should be taken out of; the files are named by name and digest."""
    wanted = {digest for name, digest in files if digest and ending_of(name)}
    return wanted - set(ExtractedText.objects.filter(pk__in=wanted).values_list("digest", flat=True))


def take_text(path: Path, name: str, digest: str) -> None:
    """Take the text out of a file and keep it, or the reason why there is none."""
    try:
        found = ExtractedText(digest=digest, text=extracted_text(path, ending_of(name)))
    except NoText as error:
        found = ExtractedText(digest=digest, problem=str(error)[:300])
    ExtractedText.objects.bulk_create([found], ignore_conflicts=True)


def texts_of(digests: Iterable[str]) -> dict[str, str]:
    """Give the texts of files by their digests, as far as they are known."""
    wanted = {digest for digest in digests if digest}
    return dict(ExtractedText.objects.filter(pk__in=wanted).values_list("digest", "text")) if wanted else {}
