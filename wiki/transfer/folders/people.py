"""Who is meant by the names of authors in a folder: people who have an account here; nobody gets one for it."""

from collections import Counter
from collections.abc import Mapping

from accounts.models import ANONYMOUS_USER_ID, User, fold_name
from wiki.services.imports.prepared import Person
from wiki.transfer.confluence_xml.findings import Findings


class KnownPeople:
    """Finds accounts by a table, by their user names, mail addresses and full names.

    Args:
        table: usernames of this wiki by names of the folder.
    """

    def __init__(self, table: Mapping[str, str], findings: Findings) -> None:
        self._table = {fold_name(old): fold_name(new) for old, new in table.items()}
        self._findings = findings
        self._unknown: Counter[str] = Counter()
        self._found: dict[str, Person | None] = {}
        self._accounts: dict[str, User] = {}
        self._by_other_names: dict[str, list[User]] = {}
        for user in User.objects.exclude(pk=ANONYMOUS_USER_ID).only("pk", "username", "full_name", "email"):
            self._accounts[user.username] = user
            for name in {fold_name(user.full_name), fold_name(user.email)} - {""}:
                self._by_other_names.setdefault(name, []).append(user)

    def named(self, name: str) -> Person | None:
        """Give who has a name; None for a name that nobody here has."""
        folded = fold_name(name)
        if not folded:
            return None
        if folded not in self._found:
            self._found[folded] = self._look(folded)
        if self._found[folded] is None:
            self._unknown[name.strip()[:200]] += 1
        return self._found[folded]

    def tell(self) -> None:
        """Report whose texts come without an author."""
        for name, count in sorted(self._unknown.items()):
            self._findings.left_out.append(f"the author {name!r} of {count:,} texts: nobody of that name is here")

    def _look(self, folded: str) -> Person | None:
        user = self._accounts.get(self._table.get(folded, folded))
        if user is None:
            others = self._by_other_names.get(folded, [])
            user = others[0] if len(others) == 1 else None
        if user is None:
            return None
        known = next(
            (one for one in self._found.values() if one is not None and one.user_id == user.pk), None
        ) or Person(user.username, user_id=user.pk)
        self._findings.people_matched.append(f"{folded} -> {user.username}" if folded != user.username else folded)
        return known
