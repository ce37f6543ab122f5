"""What helps a person to write a pack: a first version of it with draft claims, and its layout."""
