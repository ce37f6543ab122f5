"""What is measured, a file a part, and `run`, which measures all for docs/benchmarks.md. Not packaged."""
