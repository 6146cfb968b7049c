"""The presenting page: decks, their files, players and the workers that make them."""
