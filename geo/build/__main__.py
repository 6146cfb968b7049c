"""Build the shapes: ``python -m geo.build``."""

from __future__ import annotations

from geo.build.run import main

if __name__ == "__main__":
    main()
