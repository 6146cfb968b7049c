"""What the page of the five tasks shows beyond a list: figures, institutions, scorecard, terms."""
