"""The commands on the graph, a file each; `quiz.cli` makes them part of `myograph`."""
