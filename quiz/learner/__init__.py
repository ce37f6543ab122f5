"""What is kept of a learner: the answer log and where it lies."""
