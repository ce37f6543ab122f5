"""Going from one room of the app to another."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "From room to room"
ACTIONS = (
    Action("go.today", "go('today')", "t", "Today", "What is due, and a quiz to go on with"),
    Action("go.build", "go('build')", "b", "Build", "Make a quiz or a paper of your own"),
    Action("go.explore", "go('explore')", "e", "Explore", "Walk through the graph, one thing at a time"),
    Action("go.paths", "go('paths')", "p", "Paths", "How one thing leads to another, step by step"),
    Action("go.ask", "go('ask')", "a", "Ask", "Ask in plain words, or in SPARQL"),
    Action("go.progress", "go('progress')", "g", "Progress", "How far you are, and what you mix up"),
    Action("go.sources", "go('sources')", "s", "Sources", "Who says what: all sources and their claims"),
)
