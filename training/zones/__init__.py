"""How the line scorers of `tocsin.extract` were made: `python -m training.zones.train DATA`."""
