"""The anonymous row is always there."""

import pytest
from django.core.management import call_command

from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User


@pytest.mark.django_db(transaction=True)
def test_a_flush_of_the_tables_leaves_the_anonymous_row_and_the_permission_names() -> None:
    call_command("flush", interactive=False, verbosity=0)
    row = User.objects.get()
    assert (row.pk, row.username, row.is_active) == (ANONYMOUS_USER_ID, "*anonymous*", False)
    assert GlobalPermission.rows().count() == 9
