"""The wiki's own icons, drawn in the page itself so that they take the colour of the text."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_SHAPES: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "archive": '<path d="M4 8h16v11H4zM3 4h18v4H3zM10 12h4"/>',
    "attachment": '<path d="M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.800l-8.5 8.500a1.7 1.7 0 0 1-2.4-2.400L14.5 7.5"/>',  # noqa: E501
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.500 2h-15zM10 21h4"/>',
    "blog": '<path d="M5 4h14v16H5zM9 9h6M9 13h6M9 17h3"/>',
    "children": '<path d="M6 4v13h5M6 9h5M14 7h5v4h-5zM14 15h5v4h-5z"/>',
    "chevron": '<path d="M9 6l6 6-6 6"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "comment": '<path d="M4 5h16v11H10l-4 4v-4H4z"/>',
    "share": '<path d="M18 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM6 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z'
    'M18 16a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8.6 13.5l6.8 4M15.4 6.5l-6.8 4"/>',
    "copy": '<path d="M9 9h11v11H9zM5 15H4V4h11v1"/>',
    "edit": '<path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4"/>',
    "eye": '<path d="M2 12s4-6.5 10-6.500S22 12 22 12s-4 6.5-10 6.500S2 12 2 12z"/><circle cx="12" cy="12" r="2.8"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
    "folder": '<path d="M3 6h7l2 2h9v11H3z"/>',
    "history": '<path d="M4 12a8 8 0 1 0 2.5-5.800M4 4v4h4M12 8v4.500l3 2"/>',
    "home": '<path d="M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.500v.5"/>',
    "keyboard": '<path d="M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8"/>',
    "label": '<path d="M4 4h8l8 8-8 8-8-8zM8.5 8.500v.01"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "more": '<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"/>',
    "move": '<path d="M4 12h13M12 6l6 6-6 6"/>',
    "page": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 20c1-4.5 4-6 8-6s7 1.5 8 6"/>',
    "react": '<circle cx="12" cy="12" r="8.500"/><path d="M8.500 14c1.500 2.500 5.500 2.500 7 0M9 9.500v.01M15 9.500v.01"/>',  # noqa: E501
    "reply": '<path d="M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 7"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2.2"/><circle cx="9" cy="17" r="2.2"/>',  # noqa: E501
    "space": '<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z"/>',
    "star": '<path d="M12 3.500l2.6 5.6 6 .7-4.5 4.1 1.2 6-5.3-3-5.3 3 1.2-6L3.4 9.800l6-.7z"/>',
    "star-full": '<path fill="currentColor" d="M12 3.500l2.6 5.6 6 .7-4.5 4.1 1.2 6-5.3-3-5.3 3 1.2-6L3.4 9.800l6-.7z"/>',  # noqa: E501
    "theme": '<circle cx="12" cy="12" r="8.5"/><path fill="currentColor" d="M12 3.500a8.5 8.5 0 0 1 0 17z"/>',
    "trash": '<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"/>',
    "warning": '<path d="M12 4l9 16H3zM12 10v5M12 17.500v.3"/>',
}


@cache
def icon_svg(name: str) -> SafeString:
    """Give an icon; it is decoration, so the words beside it have to say what it means.

    Args:
        name: one of the wiki's icons.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(_SHAPES[name]),
    )
