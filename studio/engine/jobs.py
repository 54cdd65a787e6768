"""The requests on their way: each says what to feed next and does something with the rows of logits it gets.

Which of them share a batch, and what is in the cache already, is `lanes`'s business; results leave through callbacks.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.engine.drafts import Drafts
from studio.engine.generation import Completion, Generation, Reason
from studio.engine.native import BATCH, Grammar, Native
from studio.engine.sampling import TextStream, Walk, goes_round, pick

SCORE_ROWS = 64  # rows of logits asked for at once when scoring: bounds memory for large vocabularies


class Job:
    """A request on its way. Subclasses say what to do with rows of logits; `done` is called exactly once.

    `draft` may be fed after `feed` where the batch has room; `right` is how much of it `take` found right.
    `owner` is whoever asks in turn, such as a thread that holds one conversation after another; 0 is nobody special.
    """

    owner = 0

    def __init__(self, tokens: list[int], done: Callable[[Completion | StudioError], None]) -> None:
        self.prompt = tokens
        self.feed: list[int] = list(tokens)
        self.draft: list[int] = []
        self.right = 0
        self.reused = 0
        self.cancelled = False
        self.started = time.monotonic()
        self._done = done
        self._result: Completion | StudioError | None = None

    scores = False  # whether the rows of all tokens fed are wanted, or the last one's and those of a draft
    chunk = BATCH
    keep = 1  # tokens at the end of the prompt that must be read even when cached, since their rows are wanted

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        """Uses the logits of the tokens just fed; leaves the next tokens in `feed`, or ends the job."""
        raise NotImplementedError

    def read_again(self) -> None:
        """What was read is lost from the cache: everything so far stands before the next token once more."""
        self.finish(StudioError(sentence("The engine lost what it had read.")))

    def finish(self, result: Completion | StudioError) -> None:
        """Ends the job; the result leaves with `deliver`."""
        self.feed = []
        self._result = result

    def deliver(self) -> None:
        """Frees what the job holds and hands over its result. Its slot is free by then: an answer may ask at once."""
        self.close()
        if self._result is not None:
            self._done(self._result)

    def cancel(self) -> None:
        """Ends the job as cancelled."""
        self.finish(StudioError(sentence("The request was cancelled.")))

    def close(self) -> None:
        """Frees what the job holds."""


class Scoring(Job):
    """Gives the next-token log-probabilities after every token of a text, some rows at a time."""

    scores = True
    chunk = SCORE_ROWS

    def __init__(
        self,
        tokens: list[int],
        take: Callable[[npt.NDArray[np.float32]], None],
        done: Callable[[Completion | StudioError], None],
    ) -> None:
        super().__init__(tokens, done)
        self._take = take
        self.keep = len(tokens)

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        logits = rows.astype(np.float64)
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        self._take(logits.astype(np.float32))
        if not self.feed:
            seconds = time.monotonic() - self.started
            self.finish(Completion([], "", "stop", len(self.prompt), 0, seconds, seconds))


class Weighing(Job):
    """Gives the log-probability of each token of a continuation, given a text before it. What of the text is known
    already is not read again."""

    scores = True
    chunk = SCORE_ROWS

    def __init__(
        self,
        tokens: list[int],
        continuation: list[int],
        told: Callable[[list[float]], None],
        done: Callable[[Completion | StudioError], None],
    ) -> None:
        super().__init__([*tokens, *continuation[:-1]], done)
        self._continuation, self._told = continuation, told
        self._last: deque[npt.NDArray[np.float32]] = deque(maxlen=len(continuation))
        self.keep = len(continuation)

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        self._last.extend(row.copy() for row in rows[-len(self._continuation) :])
        if not self.feed:
            self._told([_log_share(row, token) for row, token in zip(self._last, self._continuation, strict=True)])
            self.finish(Completion([], "", "stop", len(self.prompt), self.reused, 0.0, 0.0))


def _log_share(row: npt.NDArray[np.float32], token: int) -> float:
    logits = row.astype(np.float64)
    most = logits.max()
    return float(logits[token] - most - np.log(np.exp(logits - most).sum()))


class Writing(Job):
    """A generation: chooses tokens until a stop token, a stop text, the end of the walk or the limit, which is here
    already where it says the same over and over."""

    def __init__(
        self,
        native: Native,
        request: Generation,
        context: int,
        show: Callable[[str], None] | None,
        done: Callable[[Completion | StudioError], None],
    ) -> None:
        super().__init__(request.tokens, done)
        self._native = native
        self._request = request
        self._limit = min(request.max_tokens, context - len(request.tokens))
        self._show = show
        self._rng = random.Random(request.seed)
        self._stops = frozenset(request.stop_tokens)
        self._text = TextStream(request.stop_texts)
        self._walk = None if request.allowed is None else Walk(request.allowed, request.stop_tokens)
        self._grammar: Grammar | None = None if request.grammar is None else native.grammar(request.grammar)
        self._drafts = Drafts(request.drafts)
        self._tokens: list[int] = []
        self._first = 0.0

    def begin(self) -> bool:
        """What needs no model: an empty limit, or a walk with only one way. True when that was all."""
        if self._limit <= 0:
            self._end("length")
        elif self._walk is not None and (self._walk.finished or self._walk_on(None)):
            self._end("stop")
        elif self._walk is None:
            self.draft = self._ahead()
        return self.ended

    ended = False

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        if self._walk is not None:
            if self._walk_on(rows[-1]):
                self._end("stop")
            return
        drafted = self.draft[: len(rows) - 1]
        self.right = 0
        for row, guess in zip(rows, [*drafted, None], strict=True):
            token = self._choose(row)
            reason = self._write(token)
            if reason is not None:
                self._end(reason)
                return
            if token != guess:
                break
            self.right += 1
        if drafted:
            self._drafts.judge(len(drafted), self.right)
        self._tell()
        self.feed = [token]
        self.draft = self._ahead()

    def _write(self, token: int) -> Reason | None:
        """Takes one token into the text; why it ends here, where it does."""
        if token in self._stops or (self._grammar is not None and self._native.ends_generation(token)):
            return "stop"
        self._accept(token)
        self._drafts.follow(token)
        if self._text.stopped:
            return "stop"
        ended = len(self._tokens) >= self._limit or (self._grammar is None and goes_round(self._tokens))
        return "length" if ended else None

    def _ahead(self) -> list[int]:
        """What to draft next: never more than may still be written."""
        return self._drafts.ahead()[: self._limit - len(self._tokens) - 1]

    def read_again(self) -> None:
        self.feed = [*self.prompt, *self._tokens]
        self.draft, self._drafts = [], Drafts(())

    def _choose(self, row: npt.NDArray[np.float32]) -> int:
        request = self._request
        token = pick(row, request.temperature, request.top_p, self._rng)
        if not np.isfinite(row[token]):
            raise StudioError(
                sentence("The model's weights give no usable numbers."),
                sentence("Export the model again from its run."),
            )
        if self._grammar is not None:
            if not self._grammar.permits(token):
                masked = self._grammar.mask(row)
                if not np.isfinite(masked.max()):
                    raise StudioError(
                        sentence("The grammar leaves no way on."), sentence("Loosen the schema it was made from.")
                    )
                token = pick(masked, request.temperature, request.top_p, self._rng)
            self._grammar.accept(token)
        return token

    def _walk_on(self, row: npt.NDArray[np.float32] | None) -> bool:
        """One choice when there is a row, then all forced steps; True when the walk is over."""
        walk = self._walk
        assert walk is not None
        taken: list[int] = []
        if row is not None:
            token = walk.choose(row, self._request.temperature, self._rng)
            if token is not None:
                taken.append(token)
        if not walk.finished:
            taken += walk.forced()
        for token in taken:
            self._accept(token)
        self._tell()
        self.feed = [*self.feed, *taken]
        return walk.finished

    def _accept(self, token: int) -> None:
        if not self._tokens:
            self._first = time.monotonic() - self.started
        self._tokens.append(token)
        self._text.add(self._native.piece(token))

    def _tell(self) -> None:
        """Shows what is new to whoever watches."""
        if self._show is not None:
            piece = self._text.news()
            if piece:
                self._show(piece)

    def _end(self, reason: Reason) -> None:
        self._text.finish()
        self._tell()
        seconds = time.monotonic() - self.started
        self.ended = True
        self.finish(
            Completion(
                tokens=self._tokens,
                text=self._text.text,
                reason=reason,
                prompt_tokens=len(self.prompt),
                reused_tokens=self.reused,
                seconds_first=self._first or seconds,
                seconds=seconds,
                choice_probability=None if self._walk is None else self._walk.probability,
            )
        )

    def cancel(self) -> None:
        self._end("cancelled")

    def close(self) -> None:
        if self._grammar is not None:
            self._grammar.close()
