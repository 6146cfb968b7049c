"""Key points: a panel a place, the documents' figures large, all on one scale."""
