"""Fresh held-out conversations: held-out phrase families, held-out values, other seeds than any practice."""

from __future__ import annotations

from datetime import date

from studio.conversations.audit import audit
from studio.conversations.phrasebook import Phrasebook
from studio.conversations.record import Conversation
from studio.conversations.weave import Weaver
from studio.plan.planner import make_plan
from studio.procedure.model import Procedure


def held_out_conversations(
    procedure: Procedure, today: date, *, clean: int, overlays: int, seed: int
) -> list[Conversation]:
    """As many clean ones and ones with overlays as asked for, or as can be had, past the audit."""
    wanted = max(clean, overlays) * 2
    plan = make_plan(procedure, today, taught=0, held_out=wanted + wanted // 5, seed=seed)
    woven = audit(procedure, list(Weaver(procedure, today, Phrasebook(), seed).weave_all(plan.held_out))).kept
    plain = [c for c in woven if not c.places][:clean]
    overlaid = [c for c in woven if c.places][:overlays]
    return [*plain, *overlaid]
