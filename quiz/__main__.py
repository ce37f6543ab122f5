"""`python -m quiz` is the `myograph` command."""

from quiz.cli import main

main()
