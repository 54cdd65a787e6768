import errno

from studio.base.errors import Cancelled, StudioError, from_os


def test_an_error_has_a_sentence_and_a_remedy():
    error = StudioError("The file is broken.", "Mend it.")
    assert (str(error), error.message, error.hint) == ("The file is broken.", "The file is broken.", "Mend it.")
    assert issubclass(Cancelled, StudioError)


def test_a_full_disk_is_said_in_plain_words():
    error = from_os(OSError(errno.ENOSPC, "No space left on device"), "Saving the model")
    assert error.message == "Saving the model failed: the disk is full."
    assert "another disk" in error.hint


def test_an_unknown_complaint_keeps_the_systems_words():
    error = from_os(OSError(errno.ENOTTY, "Not a typewriter"), "Reading")
    assert "Not a typewriter" in error.message
    assert error.hint
