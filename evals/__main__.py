"""``python -m evals``: which command is meant? Each is imported only when it is called."""

import importlib

import click

COMMANDS = {
    "bless": ("evals.runs.judge_commands:bless", "Make a run the baseline of its model."),
    "check": ("evals.check:check", "Read all cases and list every fault."),
    "compare": ("evals.runs.judge_commands:compare", "Put two runs side by side."),
    "gate": ("evals.runs.judge_commands:gate", "Hold a run against its model's baseline."),
    "label": ("evals.labelling:label", "Open a new case from a text, with nothing labelled."),
    "report": ("evals.reports.command:command", "Show a run: terminal, Markdown, JUnit, HTML."),
    "run": ("evals.runs.run_command:command", "Summarize all cases and score the summaries."),
    "schema": ("evals.case_schema:schema", "Write the JSON Schema of labels anew."),
    "score": ("evals.runs.judge_commands:score", "Score a run's summaries anew."),
}
"""Of each command, where it is and what it does in a line."""


class Lazy(click.Group):
    """A group that imports a command when it is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """All names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table of commands in the help text."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=Lazy)
def main() -> None:
    """Measure how good summaries are: hand-labelled cases, and a scorer without a model."""


if __name__ == "__main__":
    main(prog_name="python -m evals")
