"""The most memory that a compile holds at any moment on a processor: its worker and the children it starts together.

Its stages come one after the other, and what one took is given back before the next, so the dearest of them is the
answer. What teaching takes is `weights.preflight`'s business.
"""

from __future__ import annotations

from studio.models.fits import ENGINE_BYTES, file_bytes
from studio.models.fits import Kind as FileKind
from studio.models.shapes import Shape

MIB = 2**20
WORKER = 520 * MIB  # Python, torch and its libraries, once a speed was measured
WRITER = 110 * MIB  # each process that writes conversations, one on each core
WRITTEN = 150  # bytes for each token of the conversations while they are checked and stored
SLOTS = 8  # conversations that are checked at once
CHECKED = 4096  # tokens that each of them may take


def writing_bytes(conversations: int, tokens_per_conversation: float, cores: int) -> int:
    """While the practice conversations are written."""
    return int(WORKER + cores * WRITER + conversations * tokens_per_conversation * WRITTEN)


def checking_bytes(shape: Shape, kind: FileKind) -> int:
    """While the packed model is checked."""
    caches = SLOTS * shape.cache_bytes(min(CHECKED, shape.context))
    return WORKER + ENGINE_BYTES + file_bytes(shape, kind) + caches


def peak_bytes(
    teaching: int, conversations: int, tokens_per_conversation: float, shape: Shape, kind: FileKind, cores: int
) -> int:
    """All of it; `teaching` is what that takes."""
    written = writing_bytes(conversations, tokens_per_conversation, cores)
    return max(teaching, written, checking_bytes(shape, kind))
