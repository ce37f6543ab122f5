"""Inputs from anyone, by the hundred thousand: every reader ends in time with what it read or a known error.

Outside the normal suite: `python -m tests.fuzz [--runs N] [TARGET…]`. A reader is a module in `targets`.
"""
