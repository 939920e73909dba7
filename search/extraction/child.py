"""`python -m search.extraction.child FILE ENDING`: write the text of a file to the output, within narrow limits.

It ends with 0 and the text, with 3 and the reason why the file is refused, or however its death comes. It knows nothing
of the wiki's settings.
"""

import logging
import resource
import sys
from pathlib import Path

MEMORY = 1_000_000_000
CPU_SECONDS = 40


def main() -> int:
    """Set the limits, then read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A broken file may be worth a complaint for each of its bytes, and whoever waits for the child keeps them all.
    logging.disable(logging.CRITICAL)
    from search.extraction.formats import Reason, Refused, text_of

    try:
        text = text_of(Path(sys.argv[1]), sys.argv[2])
    except Refused as error:
        sys.stderr.write(str(error))
        return 3
    except Exception as error:
        sys.stderr.write(str(Refused(Reason.UNREADABLE, type(error).__name__)))
        return 3
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
