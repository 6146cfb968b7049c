"""How the atlas answers a browser: who is let in, under which address, with which headers, and what a head begins with."""
