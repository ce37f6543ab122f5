"""`python -m quiz` is the `myograph` command."""

from quiz.entry import main

main()
