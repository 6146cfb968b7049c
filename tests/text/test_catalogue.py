"""The catalogue: two languages, fields filled in once, mistakes named."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.hostile import HOSTILE
from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Catalogue, UnknownMessage


def test_chinese_is_the_default_and_both_languages_load():
    assert DEFAULT_LANGUAGE == "zh"
    assert [Catalogue.load(lang)("app.title") for lang in LANGUAGES] == ["结对图", "Pairing Atlas"]


def test_a_catalogue_is_read_once():
    assert Catalogue.load("zh") is Catalogue.load("zh")


@pytest.mark.parametrize("lang", ["", "de", "ZH", "../zh"])
def test_another_language_is_refused(lang):
    with pytest.raises(ValueError, match="no catalogue for language"):
        Catalogue.load(lang)


def test_fields_are_filled_in():
    assert (
        Catalogue.load("en")(
            "tip.pair" if Catalogue.load("en").has("tip.pair") else "map.pair", helper="Fujian", recipient="Ningxia"
        )
        == "Fujian → Ningxia"
    )


@pytest.mark.parametrize("text", [*HOSTILE, "{0}", "{helper.__class__}"])
def test_a_value_is_never_taken_for_a_message(text):
    t = Catalogue("en", {"a": "[{what}]"})
    assert t("a", what=text) == f"[{text}]"


def test_a_missing_message_is_named():
    with pytest.raises(UnknownMessage, match=r"no\.such"):
        Catalogue.load("zh")("no.such")
    assert not Catalogue.load("zh").has("no.such") and Catalogue.load("zh").has("app.title")


def test_a_forgotten_field_is_an_error_not_a_gap():
    with pytest.raises(KeyError):
        Catalogue("en", {"a": "{n} of {m}"})("a", n=1)


@pytest.mark.parametrize("kind", [dict, pd.Series, lambda row: SimpleNamespace(**row)], ids=["dict", "series", "object"])
def test_a_record_is_named_in_the_readers_language(kind):
    row = kind({"name_zh": "福建省", "name_en": "Fujian"})
    assert [Catalogue.load(lang).name(row) for lang in ("zh", "en")] == ["福建省", "Fujian"]
