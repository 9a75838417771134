"""Problems: what is wrong, where, and how to correct it. Import everything from the package."""

from explainer.problems.problem import Place, Problem
from explainer.problems.report import count, errors, in_order, report, workflow_commands
from explainer.problems.wording import did_you_mean, letters_apart, nearest, quoted, truncate

__all__ = [
    "Place",
    "Problem",
    "count",
    "did_you_mean",
    "errors",
    "in_order",
    "letters_apart",
    "nearest",
    "quoted",
    "report",
    "truncate",
    "workflow_commands",
]
