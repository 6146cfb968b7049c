"""How wide a text of a chart is, about, and where to break it: :mod:`text.lettering`, under the name that charts know."""

from text.lettering import width_em, wrap

__all__ = ["width_em", "wrap"]
