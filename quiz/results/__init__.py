"""Answers of a class come back: how its questions did, and what it mixes up."""
