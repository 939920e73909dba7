"""Widths and heights of frames, as attributes have them."""

import re

_SIZE = re.compile(r"([0-9]{1,4})(?:\.[0-9]{1,3})?\s*(px|%)?", re.I)


def frame_size(given: str, default: str) -> str:
    """Give whole pixels or a percentage as the attribute of a frame.

    Args:
        given: what a page says, as `400`, `400px` or `50%`.
        default: what counts where that is no size.
    """
    found = _SIZE.fullmatch(given.strip())
    if found is None or int(found.group(1)) == 0:
        return default
    return f"{found.group(1)}%" if found.group(2) == "%" else found.group(1)
