"""Web addresses: which targets of links are ones, and where one that stands in the text ends."""

import re

_SCHEMES = (
    "http https ftp ftps sftp mailto file news nntp irc ircs xmpp skype tel sms callto sip sips svn git ssh ldap ldaps "
    "gopher telnet feed webcal notes onenote smb afp"
)
_WITH_SCHEME = re.compile(rf"(?:{'|'.join(_SCHEMES.split())}):(?=\S)", re.IGNORECASE)
_WITH_HOST = re.compile(r"[a-z][a-z0-9+.\-]{0,30}://(?=\S)", re.IGNORECASE)

START = (
    r"(?<![A-Za-z0-9])(?:(?:https?|ftps?|sftp|file|irc|ircs|nntp|svn|git|ssh|ldaps?)://|mailto:)(?=[^\s|<>\"{}\[\]\\])"
)
"""The beginning of an address in running text, as a regular expression."""

_REST = re.compile(r"[^\s|<>\"{}\[\]\\^\x01-\x08]++")
_TRAILING = ".,;:!?'*_+)"
_CLOSING = ")"


def is_address(target: str) -> bool:
    """Say whether the target of a link is an address: with a scheme, of a host, or of this site."""
    if _WITH_SCHEME.match(target) or _WITH_HOST.match(target):
        return True
    return target.startswith(("//", "\\\\"))


def address_end(text: str, start: int, end: int) -> int:
    """Give where an address ends that begins at a place of the text: punctuation behind it is not part of it.

    A closing bracket is part of it when the address has the opening one.
    """
    match = _REST.match(text, start, end)
    if match is None:
        return start
    last = match.end()
    opened = text.count("(", start, last)
    closed = text.count(_CLOSING, start, last)
    while last > start and text[last - 1] in _TRAILING:
        if text[last - 1] == _CLOSING:
            if closed <= opened:
                break
            closed -= 1
        last -= 1
    return last
