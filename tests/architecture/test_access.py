"""Nobody gets around the decision who may do what."""

import ast
import re

import pytest

from tests.architecture.source import modules

SYSTEM_ACTORS = {
    "accounts/services/setup.py": {"SYSTEM_SETUP"},
    "config/serving/prepare.py": {"SYSTEM_SETUP"},
    "wiki/management/commands/import_space.py": {"SYSTEM_IMPORT"},
    "wiki/management/commands/restore_site.py": {"SYSTEM_IMPORT"},
    "wiki/management/commands/import_users_csv.py": {"SYSTEM_IMPORT"},
    "wiki/subscribers.py": {"SYSTEM_LINKS"},
    "wiki/tasks.py": {"SYSTEM_BACKUP", "SYSTEM_FETCH", "SYSTEM_INDEX", "SYSTEM_LINKS"},
    "wiki/transfer/exports.py": {"SYSTEM_BACKUP"},
}
"""Who may act for nobody, and as what."""

OPT_OUT = re.compile(r"(skip|ignore|bypass|without|no)_(permission|access|check|restriction)s?|unchecked|as_superuser")


def names(tree: ast.Module) -> set[str]:
    """Give all names that a module speaks of."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg | ast.keyword) and node.arg}


def test_who_acts_for_the_system_is_listed():
    used = {
        path: {name for name in names(tree) if re.fullmatch("SYSTEM_(SETUP|IMPORT|LINKS|FETCH|INDEX|BACKUP)", name)}
        for path, tree in modules().items()
        if path != "accounts/actor.py"
    }
    assert {path: actors for path, actors in used.items() if actors} == SYSTEM_ACTORS


def test_nobody_makes_a_system_actor_of_their_own():
    for path, tree in modules().items():
        if path != "accounts/actor.py":
            made = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "system_name"]
            assert not made, path


def test_there_is_no_way_to_leave_the_checks_out():
    for path, tree in modules().items():
        assert not [name for name in names(tree) if OPT_OUT.search(name)], path


def test_django_is_not_asked_who_may():
    # Its answer would let is_superuser through.
    for path, tree in modules("wiki", "accounts", "remoteapi").items():
        if path.startswith(("accounts/admin", "wiki/admin")):
            continue
        assert not names(tree) & {"has_perm", "has_perms", "get_objects_for_user", "permission_required"}, path


@pytest.mark.parametrize(("name", "bad"), [("skip_permission_checks", True), ("require_permission", False)])
def test_the_pattern_for_opt_outs(name, bad):
    assert bool(OPT_OUT.search(name)) is bad
