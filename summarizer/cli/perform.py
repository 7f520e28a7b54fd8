"""What happens after the options are read: each source is summarized, the results are shown."""

import warnings
from dataclasses import dataclass, field

from summarizer.cli import output
from summarizer.cli.cost import cost_line
from summarizer.cli.dry_run import dry_run
from summarizer.cli.exit_codes import INTERRUPTED
from summarizer.cli.notes import Notes
from summarizer.cli.request import Request
from summarizer.cli.wiring import Wiring
from summarizer.config import Settings, load
from summarizer.document import Document
from summarizer.errors import StrictNotMet, SummarizerError
from summarizer.model import Budget, Model
from summarizer.rendering import Options, render, render_all
from summarizer.rendering.wording import cut_off, not_read
from summarizer.schema import Summary

_AFTER_A_CUT = "Summarize the text in smaller pieces, or try another model."


def perform(request: Request, wiring: Wiring, notes: Notes) -> int:
    """Do what was asked.

    A source that fails does not stop the others. On Ctrl-C, what is done is still shown.

    Returns:
        The exit code: of the first source that failed, else 8 if `--strict` is not met, else 0.
    """
    output.check_target(request.output)
    try:
        settings = load(
            {"model": request.model, "base_url": request.base_url, "prompt": request.prompt}
        )
        work = dry_run if request.dry_run else _summaries
        text, exit_code = work(request, settings, wiring, notes)
    except SummarizerError as error:
        notes.error(error)
        return error.exit_code
    if text:
        output.write(text, request.output)
    return exit_code


def _summaries(
    request: Request, settings: Settings, wiring: Wiring, notes: Notes
) -> tuple[str, int]:
    run = _Run(request, settings, wiring, notes)
    try:
        for number in range(len(request.sources)):
            run.one(number)
    except KeyboardInterrupt:
        notes.say(f"interrupted; {len(run.done)} of {len(request.sources)} sources are done")
        return _shown(run.done, request), INTERRUPTED
    if not run.exit_codes and request.strict:
        run.check_strictness()
    return _shown(run.done, request), next(iter(run.exit_codes), 0)


@dataclass
class _Run:
    """The sources' way to summaries, and what has come of them so far."""

    request: Request
    settings: Settings
    wiring: Wiring
    notes: Notes
    done: list[Summary] = field(default_factory=list)
    """In the order of the sources."""
    exit_codes: list[int] = field(default_factory=list)
    """Of the sources that failed, in the same order."""
    model: Model | None = None
    """Made when the first source was read."""

    def one(self, number: int) -> None:
        """Read and summarize a source; its failure is said and counted.

        Raises:
            ConfigurationError: There is no model to ask, for this source or any other.
        """
        source = self.request.sources[number]
        several = len(self.request.sources) > 1
        about = source if several else ""
        label = f"{number + 1}/{len(self.request.sources)} {source}" if several else source
        budget = self.settings.budget()
        document = self._read(source, about)
        if document is None:
            return
        self.model = self.model or self._connected()
        try:
            self.done.append(self._summary(document, self.model, budget, label))
            self._tell_gaps(self.done[-1], about)
        except SummarizerError as error:
            self._failed(error, about)
            self._tell_spent(self.model, budget)
        except Exception as error:  # noqa: BLE001  # one source's bug must not cost the others
            self.exit_codes.append(1)
            self.notes.unexpected(error, about=about)

    def check_strictness(self) -> None:
        """Fail if anything was dropped, not read or cut off."""
        count = sum(len(summary.dropped) for summary in self.done)
        if count:
            items = "1 item was" if count == 1 else f"{count} items were"
            hint = "The result names them; without --strict this is no failure."
            self._failed(StrictNotMet(f"{items} dropped by the checks", hint=hint), "")
        missing = sum(len(summary.unread) for summary in self.done)
        if missing:
            parts = "1 part was" if missing == 1 else f"{missing} parts were"
            hint = "The result names them; a later run asks only for them."
            self._failed(StrictNotMet(f"{parts} not read", hint=hint), "")
        cut = sum(bool(summary.cut_off) for summary in self.done)
        if cut:
            answers = "1 answer was" if cut == 1 else f"{cut} answers were"
            self._failed(StrictNotMet(f"{answers} cut off", hint=_AFTER_A_CUT), "")

    def _read(self, source: str, about: str) -> Document | None:
        request = self.request
        try:
            return self.wiring.read(
                source, title=request.title, date=request.date, fetch=self.settings.fetch
            )
        except SummarizerError as error:
            self._failed(error, about)
        except Exception as error:  # noqa: BLE001  # the same
            self.exit_codes.append(1)
            self.notes.unexpected(error, about=about)
        return None

    def _connected(self) -> Model:
        with warnings.catch_warnings(record=True, action="always", category=UserWarning) as caught:
            model = self.wiring.connect(self.settings)
        for warning in caught:
            self.notes.warn(str(warning.message))
        return model

    def _summary(self, document: Document, model: Model, budget: Budget, label: str) -> Summary:
        with self.notes.progress(label) as on_progress:
            summary = self.wiring.summarize(
                document,
                model=model,
                prompt=self.settings.prompt,
                budget=budget,
                on_progress=on_progress,
                kept=self.wiring.kept(self.settings),
            )
        run = summary.run
        self.notes.note(cost_line(run.model, budget.spent, run.seconds, run.cost_usd))
        return summary

    def _tell_gaps(self, summary: Summary, about: str) -> None:
        for part in summary.unread:
            said = not_read(part).removesuffix(".")
            self.notes.gap(said, "A later run asks only for them.", code="Unread", about=about)
        if summary.cut_off:
            said = cut_off(summary).removesuffix(".")
            self.notes.gap(said, _AFTER_A_CUT, code="CutOff", about=about)

    def _failed(self, error: SummarizerError, about: str) -> None:
        self.exit_codes.append(error.exit_code)
        self.notes.error(error, about=about)

    def _tell_spent(self, model: Model, budget: Budget) -> None:
        if budget.spent.calls:
            price = model.price(budget.spent)
            self.notes.note(cost_line(model.name, budget.spent, budget.seconds_spent, price))


def _shown(summaries: list[Summary], request: Request) -> str:
    if not summaries:
        return ""
    options = Options(
        width=output.page_width(),
        colour=output.wants_colour(request.output),
        evidence=bool(request.verbose),
    )
    if len(request.sources) == 1:
        return render(summaries[0], request.format, options=options)
    return render_all(summaries, request.format, options=options)
