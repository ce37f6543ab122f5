"""Courses as their files have them."""

__all__ = ["COURSE"]

COURSE = """\
title: Hips
seed: 1
topics: [{topic: gluteus medius, weight: 2}, {topic: knee pain}]
blueprint:
  - {number: 2, topic: gluteus medius}
  - {number: 2, level: analyse}
"""
