"""Write ``datapackage.json`` from the schemas: ``python -m data.schema``."""

from __future__ import annotations

from data.schema.model import FACTS_DIR
from data.schema.package import write_package

if __name__ == "__main__":
    print(write_package(FACTS_DIR))
