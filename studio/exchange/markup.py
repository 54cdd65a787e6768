"""Text made safe to stand in markup, whatever a person or a model wrote."""

from __future__ import annotations

import re
from html import escape

# XML forbids most control characters even when they are escaped; halves of surrogate pairs cannot be written as UTF-8.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(text: object) -> str:
    """The text with nothing left that could be markup, an end of an attribute, or no character at all."""
    return escape(_FORBIDDEN.sub("\ufffd", str(text)))
