"""One layer of the map a file: each turns frames into the plain values of :mod:`geo.scene`."""
