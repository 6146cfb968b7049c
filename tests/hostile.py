"""Texts that try to be more than text. Wherever a stranger's words are shown, each of these must stay words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from data.schema.model import SCHEMAS
from tests.data.seeds import seed_folder

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

# Links, pictures, icons, colours, formulas: what Streamlit's Markdown, plotly's HTML or a spreadsheet make of a text.
MARKED = (
    "![p](https://203.0.113.9/p.png)",
    "[click](https://203.0.113.9/)",
    "<a href='https://203.0.113.9/'>click</a>",
    "https://203.0.113.9/ www.example.org a@example.org",
    "[j](javascript:alert(1)) <javascript:alert(1)>",
    ":material/home: :material_home: :streamlit: :smile: :red[x] :blue-badge[x] :small[x]",
    "$x^2$ $$y$$ \\(z\\)",
    "**b** _i_ ~~s~~ `c` # h",
    "- l",
    "1. n",
    "> q",
    "a -> b <- c -- d >= e <= f ~= g",
    "| a | b |",
    '=HYPERLINK("https://203.0.113.9/")',
    "%{x} {a} {@[0]}",
)

# Names that someone may well have, and that must look as they were written.
HONEST = (
    "1. 西部大开发",
    "C# & C++ <R&D>",
    "5*5_计划_（试点）~2016~",
    "[2016]1号 #12: $3.50/人",
    r"甲\乙 `丙`",
    "a:b:c :smile: 10:30:00",
    "> 90% -> 0 -- x",
    "“东西部”《协作》",
    "+1 -2 =3 @4",
)

# What could begin markup, a template literal or a line of script once it stood raw in a script or a page.
DANGEROUS = "<>&'`$\u2028\u2029"

# One of each in few words, since a name has at most 300 characters.
ATTACK = (
    'x<img src="x" onerror="window.top.hacked=1">`${window.top.hacked=1}`{{7*7}}</script><script>top.hacked=1</script>'
    "![p](//203.0.113.9/p) [l](//203.0.113.9/) <a href='//203.0.113.9/'>h</a> http://203.0.113.9/ $x$ :red[r] "
    ":material_home: :streamlit: [j](javascript:top.hacked=1) **b**"
)
# A quote has at most 130 characters, or its row is left out.
QUOTE_ATTACK = "<img src='x' onerror='top.hacked=1'>`${top.hacked=1}`{{7*7}}"
QUOTE_KEPT = 60
# What may stand in an address, and would do harm in a script or an attribute. Its host is known, or the row is left out.
ADDRESS = "https://www.gov.cn/a?b='-top.hacked-'&c=javascript:top.hacked=1#)**[x](y)"


def texts_of(table: str) -> list[str]:
    """Name the columns of a table that carry free text; codes, dates and numbers stay, or their rows would be left out."""
    told = {name: column.metadata or {} for name, column in SCHEMAS[table].columns.items()}
    return [name for name, one in told.items() if name == "quote" or ("limit" in one and "pattern" not in one)]


def write_hostile(folder: Path, begin: str = "") -> Path:
    """Write the seed records with the attack in every text that a person may write; ``begin`` goes before each."""
    shutil.copytree(seed_folder(), folder)
    for table in SCHEMAS:
        path = folder / f"{table}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        for column in texts_of(table):
            if column == "url":
                frame[column] = ADDRESS
            elif column == "quote":
                frame[column] = (begin + frame[column]).str[:QUOTE_KEPT] + QUOTE_ATTACK
            else:
                frame[column] = (begin + frame[column]).str[:20] + ATTACK
        frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return folder
