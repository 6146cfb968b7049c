"""Texts that try to be more than text. Wherever a stranger's words are shown, each of these must stay words."""

from __future__ import annotations

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`${alert(1)}`",
    "';alert(1)//",
    '" onmouseover="alert(1)',
    "&lt;b&gt;",
    "{{7*7}}{%x%}",
    "![p](https://example.org/p.png) [l](javascript:x) $x$",
    "line\u2028break\u2029here",
    "=1+1",
)

# What could begin markup, a template literal or a line of script once it stood raw in a script or a page.
DANGEROUS = "<>&'`$\u2028\u2029"
