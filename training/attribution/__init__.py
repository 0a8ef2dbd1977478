"""How the scorer of `tocsin.coding.attribution` was made: `python -m training.attribution.train DATA`."""
