"""What the tests of the linter stand on: a small graph, faultless items on it, and items that break rules."""
