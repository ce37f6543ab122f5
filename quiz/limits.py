"""How much may be asked for, and how much typed. Read by the command line at every start: no imports here."""

__all__ = [
    "ANSWERS_PER_DAY",
    "DEFAULT_NUMBER",
    "DEFAULT_SEED",
    "MAX_NUMBER",
    "MAX_SEED",
    "MAX_TYPED",
    "MOST_A_DAY",
    "ROLLOVER_HOUR",
]

DEFAULT_NUMBER = 10
MAX_NUMBER = 1_000
# What a bank is made with where no seed is given: the same for everyone, so that ids can be passed on.
DEFAULT_SEED = 1
MAX_SEED = 2**31 - 1
MAX_TYPED = 200
# Answers a day where nothing is set, and at most.
ANSWERS_PER_DAY = 20
MOST_A_DAY = 500
# An answer before this hour belongs to the day before: studying late does not start a new day.
ROLLOVER_HOUR = 4
