"""The data of Myograph: vocabulary, shapes, phrases and packs of claims. No code lives here."""
