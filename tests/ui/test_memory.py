"""Garbage is collected in the window's thread, in time, and in no other."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from studio.ui import memory


class Ring:
    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def kept(qapp):
    memory.keep_to_this_thread()


def test_a_thread_that_makes_many_objects_collects_nothing():
    threads = []
    gc.callbacks.append(lambda phase, info: threads.append(threading.current_thread()))
    try:
        worker = threading.Thread(target=lambda: [Ring() for _ in range(20_000)])
        worker.start()
        worker.join()
    finally:
        gc.callbacks.pop()
    assert worker not in threads


def test_what_is_unreachable_goes_soon(qtbot):
    gone = weakref.ref(Ring())
    filler = [[] for _ in range(2000)]
    qtbot.waitUntil(lambda: gone() is None, timeout=3000)
    assert len(filler) == 2000
