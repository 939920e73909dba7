"""What tests of accounts share."""

from collections.abc import Iterator

import pytest

from accounts.services import information_rules, users


@pytest.fixture(autouse=True)
def _no_rules_of_other_apps() -> Iterator[None]:
    """Take away what other apps connected, so that accounts is tested as it stands alone."""
    kept = (list(users._removal_rules), list(information_rules._checks), list(information_rules._renderers))
    for rules in (users._removal_rules, information_rules._checks, information_rules._renderers):
        rules.clear()
    yield
    users._removal_rules[:], information_rules._checks[:], information_rules._renderers[:] = kept
