"""Packs of claims: from YAML, with every fault in its place, to the model; and the words they lean on."""
