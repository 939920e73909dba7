"""Keeps passwords that old scripts put into addresses out of the log."""

import logging
import re

_PASSWORD = re.compile(r"(os_password=)[^&\s'\"]+", re.IGNORECASE)


class WithoutPasswords(logging.Filter):
    """Takes the value of `os_password` out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without passwords."""
        said = record.getMessage()
        if _PASSWORD.search(said):
            record.msg, record.args = _PASSWORD.sub(r"\1***", said), None
        return True
