"""Two tags of Django that stand dozens of times on each screen and say the same each time, made to do less work.

`{% translate "A text" %}` and `{% url "a-view" %}` with nothing else in them; all other uses are Django's own.
"""

from django.template import Library, Node
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.template.defaulttags import url as django_url
from django.templatetags import i18n
from django.utils.html import escape
from django.utils.translation import gettext

from wiki.views.addresses import plain_address

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class TextNode(Node):
    """A text in the reader's language."""

    def __init__(self, text: str) -> None:
        # As catalogues have it, because the text of `blocktranslate` is a format.
        self.message = text.replace("%", "%%")

    def render(self, context: Context) -> str:
        """Give the text."""
        return gettext(self.message).replace("%%", "%")


class AddressNode(Node):
    """The address of a view that takes no parameters."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        """Give the address."""
        return escape(plain_address(self.name))


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """Translate a text; see `django.templatetags.i18n`."""
    node = i18n.do_translate(parser, token)
    text = _constant(node.filter_expression)
    is_plain = not (node.noop or node.asvar or node.message_context)
    return TextNode(text) if is_plain and text is not None else node


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Give the address of a view; see `django.template.defaulttags`."""
    node = django_url(parser, token)
    name = _constant(node.view_name)
    is_plain = not (node.args or node.kwargs or node.asvar)
    return AddressNode(name) if is_plain and name is not None else node


def _constant(expression: FilterExpression) -> str | None:
    """Give what an expression always is; None where it depends on the context."""
    literal = getattr(expression.var, "literal", expression.var)
    return str(literal) if isinstance(literal, str) and not expression.filters else None
