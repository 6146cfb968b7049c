"""Where the shapes come from: package, version, projection, counts, and the deployment's approval number."""

from __future__ import annotations

from text.catalogue import Catalogue
from text.numbers import format_number
from views.loaders import Shapes
from views.parts.markup import Markup, element, join


def boundaries(shapes: Shapes, t: Catalogue) -> Markup:
    """Show what is known of the boundaries."""
    manifest = shapes.manifest
    if not manifest:
        return element("p", t("boundaries.no_manifest"), cls="panel-nothing")
    nation = manifest["nation"]
    rows = (
        (t("boundaries.package"), f"{manifest['package']} {manifest['version']}"),
        (t("boundaries.licence"), str(manifest["licence"])),
        (t("boundaries.approval"), shapes.approval or t("boundaries.approval_unset")),
        (t("boundaries.projection"), t("boundaries.projection_text")),
        (t("boundaries.tolerance"), t("boundaries.tolerance_text", km=format_number(nation["tolerance_km"], t.lang))),
        (t("boundaries.unit"), t("boundaries.unit_text")),
    )
    return element(
        "article",
        element("h2", t("boundaries.title")),
        element("dl", *(join(element("dt", name), element("dd", value)) for name, value in rows), cls="document-facts"),
        element("p", t("boundaries.statement")),
        element("p", t("boundaries.source")),
        cls="document",
    )
