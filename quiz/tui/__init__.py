"""The terminal app: widgets post what the student wants, screens ask the `Study`; no SQL and no RDF."""
