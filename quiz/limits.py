"""How much may be asked for, and how much typed. Read by the command line at every start: no imports here."""

__all__ = ["DEFAULT_NUMBER", "MAX_NUMBER", "MAX_SEED", "MAX_TYPED"]

DEFAULT_NUMBER = 10
MAX_NUMBER = 1_000
MAX_SEED = 2**31 - 1
MAX_TYPED = 200
