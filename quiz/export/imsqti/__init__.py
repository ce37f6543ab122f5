"""What QTI 3.0 and QTI 2.1 have in common: items, tests, and the package that holds them."""
