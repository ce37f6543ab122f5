"""Scripts that measure, and write what they found to docs/benchmarks.md. No part of the package."""
