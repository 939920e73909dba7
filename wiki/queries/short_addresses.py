"""The codes of short addresses, as Confluence makes them."""

import base64

_FOUR_BYTES = 2**32


def tiny_code(content_id: int) -> str:
    """Give the code of the short address `/x/CODE` of a content."""
    size = 4 if content_id < _FOUR_BYTES else 8
    code = base64.b64encode(content_id.to_bytes(size, "little")).decode("ascii")
    return code.rstrip("=").rstrip("A").replace("/", "-").replace("+", "_")
