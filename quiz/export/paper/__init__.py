"""What stands on paper: the questions, and what is told of their answers."""
