"""A place or a pair as a page to hand out: what its view shows, in the order in which a reader on paper asks for it."""
