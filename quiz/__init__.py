"""The quiz engine: questions from the graph, each with the proof that its wrong options are wrong."""
