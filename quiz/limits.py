"""How much of a quiz may be asked for. Read by the command line at every start, and so without imports."""

__all__ = ["DEFAULT_NUMBER", "MAX_NUMBER", "MAX_SEED"]

DEFAULT_NUMBER = 10
MAX_NUMBER = 1_000
MAX_SEED = 2**31 - 1
