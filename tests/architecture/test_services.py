"""Every change is a service, and nobody else writes."""

import ast

from tests.architecture.source import modules, public_functions

PARTS = {
    "wiki/services/attribution.py:authorship": "decides what goes into a row and changes none",
    "wiki/services/attachments/store.py:attach_kept_file": "a step of publishing a draft with files",
    "wiki/services/drafts/draft.py:forget_draft": "a step of publishing",
    "wiki/services/drafts/files.py:attach_files_of": "a step of publishing",
    "wiki/services/frame.py:about": "describes an event",
    "wiki/services/frame.py:record": "the last step of every service",
    "wiki/services/imports/people.py:make_groups": "a step of an import",
    "wiki/services/imports/people.py:make_people": "a step of an import",
    "wiki/services/pages/place.py:parent_in_space": "opens a page for services of pages",
    "wiki/services/pages/store.py:record_edit": "the last step of the services that make versions",
}
"""Functions that take an actor but are only steps of services, each with the reason why it is none itself."""

DECORATORS = {"service", "service_in_steps"}


def takes_actor(function: ast.FunctionDef) -> bool:
    """Say whether a function's first argument is an actor."""
    return bool(function.args.args) and function.args.args[0].arg == "actor"


def is_service(function: ast.FunctionDef) -> bool:
    """Say whether a function is decorated as a service."""
    return any(isinstance(mark, ast.Name) and mark.id in DECORATORS for mark in function.decorator_list)


def test_every_public_function_that_takes_an_actor_is_a_service():
    bare = {
        f"{path}:{function.name}"
        for path, tree in modules("wiki/services", "accounts/services").items()
        for function in public_functions(tree)
        if takes_actor(function) and not is_service(function) and not path.startswith("accounts/services/frame")
    }
    assert {name for name in bare if name.startswith("wiki/")} == set(PARTS)


def test_parts_of_services_are_called_by_services_only():
    names = {name.partition(":")[2] for name in PARTS}
    for path, tree in modules("wiki", "remoteapi", "config").items():
        if path.startswith("wiki/services/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wiki.services"):
                assert not names & {alias.name for alias in node.names}, path


def test_services_take_the_rest_by_keyword_and_say_what_they_do():
    for path, tree in modules("wiki/services").items():
        for function in public_functions(tree):
            if is_service(function):
                assert len(function.args.args) == 1, f"{path}:{function.name}"
                assert ast.get_docstring(function), f"{path}:{function.name}"


SILENT = {
    "wiki/services/attachments/text.py:take_file_text": "reads what is there already, for the search index",
    "wiki/services/attachments/text.py:take_missing_file_texts": "so does this",
    "wiki/services/drafts/draft.py:discard_draft": "a draft is nobody's business but its owner's",
    "wiki/services/drafts/draft.py:save_draft": "a draft is nobody's business but its owner's",
    "wiki/services/drafts/files.py:add_draft_file": "nor are the files that wait with it",
    "wiki/services/editors/presence.py:leave_editor": "tells what is over in minutes",
    "wiki/services/editors/presence.py:note_editing": "tells what is over in minutes",
    "wiki/services/fetched/feed.py:refresh_feed": "keeps a copy of what another site says",
    "wiki/services/fetched/page.py:refresh_page": "keeps a copy of what another site says",
    "wiki/services/imports/write.py:begin_import": "nobody sees what an import has begun; showing it is recorded",
    "wiki/services/imports/write.py:write_import": "nor what it has written",
    "wiki/services/name_following.py:follow_username": "the renaming is recorded, and nobody edited anything",
    "wiki/services/pages/copy_in_job.py:start_tree_copy": "each page that the job copies is recorded",
    "wiki/services/view_counts.py:collect_views": "counts what was looked at",
    "wiki/services/watches/autowatch.py:watch_own_work": "a watch is nobody's business but the watcher's",
    "wiki/services/notifications/note.py:forget_old_notifications": "what is old is read or passed over",
    "wiki/services/notifications/note.py:note_change": "says again what is recorded of the change",
    "wiki/services/notifications/note.py:note_job_end": "so does this of the job",
    "wiki/services/notifications/note.py:note_anew": "so does this of shares and labels",
    "wiki/services/shares/share.py:forget_old_shares": "each share was recorded",
    "wiki/services/notifications/note.py:note_mailed": "and this of mails",
    "wiki/services/notifications/read.py:read_all_notifications": "what was read is nobody's business but the reader's",
    "wiki/services/notifications/read.py:read_notification": "what was read is nobody's business but the reader's",
    "wiki/services/watches/by_link.py:stop_watch_by_link": "so is stopping it",
    "wiki/services/watches/follow.py:follow_person": "so is a watch",
    "wiki/services/watches/follow.py:unfollow_person": "so is a watch",
    "wiki/services/watches/label.py:unwatch_label": "so is a watch",
    "wiki/services/watches/label.py:watch_label": "so is a watch",
    "wiki/services/watches/watch.py:unwatch_content": "so is a watch",
    "wiki/services/watches/watch.py:unwatch_space": "so is a watch",
    "wiki/services/watches/watch.py:watch_content": "so is a watch",
    "wiki/services/watches/watch.py:watch_space": "so is a watch",
}
"""Services that leave no trace in the audit log, each with the reason."""


def calls(function: ast.FunctionDef) -> set[str]:
    """Give the names that a function calls, or has its parts call."""
    return {
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_every_service_records_what_it_did():
    silent = set()
    for path, tree in modules("wiki/services").items():
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        services = {node.name for node in functions.values() if is_service(node)}
        recording = {"record", "record_edit"} | {"create_page", "edit_page", "create_space", "add_comment"}
        recording |= {"change_site_settings"}
        while more := {name for name, node in functions.items() if calls(node) & recording} - recording:
            recording |= more
        if not path.endswith("link_following.py"):
            silent |= {f"{path}:{name}" for name in services - recording}
    assert silent == set(SILENT)


READERS = ("wiki/views", "wiki/macros", "wiki/rendering", "wiki/templatetags", "remoteapi/rpc/methods")


def test_who_shows_asks_queries():
    for path, tree in modules(*READERS).items():
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Attribute) and node.attr == "objects"), f"{path}:{node.lineno}"


WRITERS = (
    "wiki/services/",
    "wiki/permissions/grants.py",
    "wiki/permissions/inheritance.py",
    "wiki/models/content_id.py",
)
WRITING = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "_raw_delete"}


def test_only_services_write():
    for path, tree in modules("wiki").items():
        if path.startswith(WRITERS):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                assert node.attr not in WRITING, f"{path}:{node.lineno}"


def test_no_signals():
    for path, tree in modules("wiki", "accounts", "remoteapi").items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "") != "django.dispatch", path
                if node.module == "django.db.models.signals":
                    assert {alias.name for alias in node.names} == {"post_migrate"}, path


def test_task_bodies_are_short():
    for path, tree in modules("wiki", "accounts", "remoteapi", "config").items():
        for function in public_functions(tree):
            if any("shared_task" in ast.dump(mark) for mark in function.decorator_list):
                assert len(function.body) <= 5, f"{path}:{function.name}"
