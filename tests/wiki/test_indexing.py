"""Every event says what the index has to look at anew."""

import inspect

from wiki import events, indexing


def test_no_event_is_forgotten() -> None:
    made = {
        each
        for _name, each in inspect.getmembers(events, inspect.isclass)
        if issubclass(each, events.Event) and each is not events.Event
    }
    assert made == set(indexing._THINGS)
