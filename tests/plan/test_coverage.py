"""Coverage against counts made by hand."""

from __future__ import annotations

from studio.plan.coverage import EdgeKey, Tally
from studio.procedure.model import Procedure

A, YES, BACK, SPENT, NO, B = (
    ("ask", "next"), ("pick", "yes"), ("pick", "back"), ("pick", "back spent"), ("pick", "no"), ("more", "next"),
)  # fmt: skip


def chart() -> Procedure:
    """ask > pick; pick > good (yes), > ask (back, twice, then bad), > more (no); more > good."""
    return Procedure.model_validate(
        {
            "name": "Small",
            "start": "ask",
            "steps": [
                {"id": "ask", "title": "Ask", "kind": "ask", "text": "Well?", "link": {"to": "pick"}},
                {
                    "id": "pick",
                    "title": "Pick",
                    "kind": "decide",
                    "branches": [
                        {"id": "yes", "link": {"to": "good"}},
                        {"id": "back", "link": {"to": "ask", "limit": 2, "spent": "bad"}},
                        {"id": "no", "link": {"to": "more"}},
                    ],
                },
                {"id": "more", "title": "More", "kind": "ask", "text": "So?", "link": {"to": "good"}},
                {"id": "good", "title": "Good", "kind": "end"},
                {"id": "bad", "title": "Bad", "kind": "end", "outcome": "refused"},
            ],
        }
    )


def tally(*walks: list[EdgeKey]) -> Tally:
    made = Tally(chart())
    for walk in walks:
        made.add(walk, [], turns=1)
    return made


PLACES = [("vague", "ask"), ("vague", "more"), ("human", "ask")]


def test_edges_and_pairs_are_those_drawn() -> None:
    made = tally()
    assert made.edge_keys == [A, YES, BACK, SPENT, NO, B]
    assert set(made.pair_keys) == {(A, YES), (A, BACK), (A, SPENT), (A, NO), (BACK, A), (NO, B)}


def test_counts_are_exact() -> None:
    walks = [[A, YES], [A, YES], [A, BACK, A, BACK, A, NO, B], [A, BACK, A, YES]]
    report = tally(*walks).report(2, places=PLACES, entries=["ask", "more"])
    assert (report.conversations, report.turns) == (4, 4)
    assert (report.edges, report.edges_covered, report.edges_at_least_k) == (6, 5, 3)
    assert report.edges_missing == ("pick:back spent",)
    # ask > yes 3, ask > back 3, back > ask 3, ask > no 1, no > more 1, ask > spent 0
    assert (report.pairs, report.pairs_covered, report.pairs_at_least_k) == (6, 5, 3)
    assert report.pairs_missing == ("ask:next > pick:back spent",)
    assert report.loop_counts == {"pick:back": {"0": 2, "1": 1, "2": 1}}
    assert report.loops == 1


def test_what_is_impossible_is_not_missed() -> None:
    report = tally([A, YES]).report(1, places=[], entries=[], impossible=[(A, SPENT)])
    assert (report.pairs, report.pairs_covered) == (5, 1)
    assert "ask:next > pick:back spent" not in report.pairs_missing


def test_edges_that_do_not_join_are_no_pair() -> None:
    """After a correction a walk goes on somewhere else."""
    made = tally([A, NO, YES])
    assert made.pairs == {(A, NO): 1}


def test_paths_are_counted_without_their_loops() -> None:
    report = tally([A, BACK, A, BACK, A, YES]).report(1, places=[], entries=[])
    assert (report.paths, report.paths_covered) == (2, 1)
    report = tally([A, YES], [A, NO, B], [A, BACK, A, NO, B]).report(1, places=[], entries=[])
    assert report.paths_covered == 2


def test_a_walk_that_is_cut_short_is_no_path() -> None:
    report = tally([A, NO], [A, BACK, A], [A, BACK, A, BACK, A, SPENT], []).report(1, places=[], entries=[])
    assert report.paths_covered == 0


def test_places_and_entries_count_only_what_is_possible() -> None:
    made = Tally(chart())
    made.add([A, YES], [("vague", "ask"), ("early", "ask"), ("vague", "ask")], turns=3)
    made.add([B], [], turns=1, entry="more")
    report = made.report(1, places=PLACES, entries=["ask", "more"])
    assert (report.overlay_places, report.overlay_places_covered) == (3, 1)
    assert report.overlay_places_missing == ("vague at more", "human at ask")
    assert report.overlays == {"early": 1, "vague": 2}
    assert (report.entries, report.entries_covered) == (2, 1)
    assert report.paths_covered == 1  # what was taken up in the middle is no path


def test_short_lists_what_needs_more() -> None:
    made = tally([A, YES], [A, NO, B])
    assert made.short_edges(2) == [YES, BACK, SPENT, NO, B]
    assert (A, YES) not in made.short_pairs(1)
    assert (A, SPENT) in made.short_pairs(1)
