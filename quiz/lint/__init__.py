"""Rules of item writing, checked by machine: L01 to L32 on items, B01 to B08 on banks.

The list is drawn from the guide of the NBME, from Haladyna, Downing and Rodriguez (2002), and from what
test-wise students gain from. Each rule's function says what it looks at, and in which interactions.
"""

from __future__ import annotations

from quiz.lint.agents import AgentScore, agents
from quiz.lint.bank import deterministic
from quiz.lint.finding import BANK, Finding
from quiz.lint.linter import RULES, Linter

__all__ = ["BANK", "RULES", "AgentScore", "Finding", "Linter", "agents", "deterministic"]
