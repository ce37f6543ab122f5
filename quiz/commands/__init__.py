"""The commands on quizzes and learners, a file each, named in `quiz.cli`."""
