import signal

import pytest

from studio.base.outcome import Outcome


def test_success():
    outcome = Outcome("The compile", 0)
    assert outcome.was_successful()
    assert (outcome.sentence(), outcome.hint()) == ("The compile is done.", "")


def test_what_we_stopped_is_no_fault():
    outcome = Outcome("The compile", -signal.SIGTERM, stopped=True)
    assert not outcome.was_successful()
    assert (outcome.sentence(), outcome.hint()) == ("The compile was stopped.", "")


@pytest.mark.parametrize(
    ("code", "tail", "words"),
    [
        (-9, "", "most likely because the memory ran out (SIGKILL)"),
        (-15, "", "ended from outside"),
        (-11, "", "crashed (SIGSEGV)"),
        (-4, "", "processor does not have"),
        (0xC0000005, "", "crashed"),
        (1, "Traceback\nMemoryError\n", "ran out of memory"),
        (-6, "terminate called after throwing an instance of 'std::bad_alloc'", "ran out of memory"),
        (1, "torch.OutOfMemoryError: CUDA out of memory. Tried", "graphics card's memory"),
        (1, "OSError: [Errno 28] No space left on device", "disk full"),
        (1, "ModuleNotFoundError: No module named 'torch'", "lacks a part"),
        (1, "Traceback\nValueError: no such thing.\n", "failed (ValueError: no such thing)"),
        (3, "", "failed (exit code 3)"),
    ],
)
def test_every_end_has_a_sentence_and_a_remedy(code, tail, words):
    error = Outcome("The compile", code, tail=tail).error()
    assert error.message.startswith("The compile ")
    assert words in error.message
    assert error.message.endswith(".")
    assert "\n" not in error.message
    assert error.hint
