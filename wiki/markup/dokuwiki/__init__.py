"""The syntax of DokuWiki to storage format; plain Python without Django."""

from wiki.markup.dokuwiki.conversion import Converted, convert_dokuwiki, first_heading

__all__ = ["Converted", "convert_dokuwiki", "first_heading"]
