"""What runs in a reader's browser beside the map: style sheets, scripts and elements of the pages."""

from pathlib import Path
from typing import Final

CLIENT_DIR: Final = Path(__file__).parent
