"""The macro loremipsum."""

from django.utils.safestring import SafeString

from wiki.macros.base import MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe

MOST_PARAGRAPHS = 30

PARAGRAPHS = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et "
    "dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex "
    "ea commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu "
    "fugiat nulla pariatur.",
    "Sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium, totam "
    "rem aperiam, eaque ipsa quae ab illo inventore veritatis et quasi architecto beatae vitae dicta sunt "
    "explicabo.",
    "Nemo enim ipsam voluptatem quia voluptas sit aspernatur aut odit aut fugit, sed quia consequuntur magni "
    "dolores eos qui ratione voluptatem sequi nesciunt. Neque porro quisquam est, qui dolorem ipsum quia dolor "
    "sit amet, consectetur, adipisci velit.",
    "At vero eos et accusamus et iusto odio dignissimos ducimus qui blanditiis praesentium voluptatum deleniti "
    "atque corrupti quos dolores et quas molestias excepturi sint occaecati cupiditate non provident, similique "
    "sunt in culpa qui officia deserunt mollitia animi, id est laborum et dolorum fuga.",
    "Itaque earum rerum hic tenetur a sapiente delectus, ut aut reiciendis voluptatibus maiores alias "
    "consequatur aut perferendis doloribus asperiores repellat.",
)


@macro(
    "loremipsum",
    title="Filler text",
    aliases=("lorem-ipsum",),
    parameters=(
        Parameter(
            "", "How many paragraphs.", ParameterKind.INTEGER, 1, ("paragraphs", "count"), least=1, most=MOST_PARAGRAPHS
        ),
    ),
)
def loremipsum(use: MacroUse) -> SafeString:
    """Writes paragraphs of Latin, to see how a page will look before there is a text."""
    count = use.number("")
    paragraphs = "".join(f"<p>{PARAGRAPHS[place % len(PARAGRAPHS)]}</p>" for place in range(count))
    return safe(f'<div class="loremipsum-macro {use.classes}" lang="la"{use.marks}>{paragraphs}</div>')
