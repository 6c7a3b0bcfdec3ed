"""Variables are read by type, and every error names the variable and the remedy."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import environment


def test_a_flag_takes_the_usual_words(monkeypatch):
    monkeypatch.setenv("X_FLAG", "true")
    assert environment.flag("X_FLAG", False) is True
    monkeypatch.setenv("X_FLAG", "0")
    assert environment.flag("X_FLAG", True) is False


def test_a_missing_flag_is_its_default():
    assert environment.flag("X_MISSING", True) is True


def test_a_flag_that_is_neither_names_the_variable_and_the_remedy(monkeypatch):
    monkeypatch.setenv("X_FLAG", "也许")
    with pytest.raises(ImproperlyConfigured, match=r"X_FLAG.*true 或 false"):
        environment.flag("X_FLAG", False)


def test_a_list_is_cut_at_commas_without_blanks(monkeypatch):
    monkeypatch.setenv("X_LIST", "a.example, b.example,")
    assert environment.listed("X_LIST", []) == ["a.example", "b.example"]


def test_a_word_outside_the_choice_is_refused_with_the_choice(monkeypatch):
    monkeypatch.setenv("X_CHOICE", "staging")
    with pytest.raises(ImproperlyConfigured, match=r"X_CHOICE=staging.*production、demo"):
        environment.choice("X_CHOICE", ("production", "demo"), "production")


def test_an_empty_choice_is_the_default(monkeypatch):
    monkeypatch.setenv("X_CHOICE", " ")
    assert environment.choice("X_CHOICE", ("a", "b"), "b") == "b"


def test_a_database_address_is_read_with_its_encoded_password(monkeypatch):
    monkeypatch.setenv("X_URL", "postgres://li:p%40ss@db.example:5433/tracker")
    found = environment.database("X_URL")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db.example", 5433, "p@ss")


@pytest.mark.parametrize(
    "address", ["sqlite:///x.db", "mysql://a@b/c", "nonsense", "postgres://a@b/", "http://x/y"]
)
def test_any_other_database_is_refused_with_the_form_to_write(monkeypatch, address):
    monkeypatch.setenv("X_URL", address)
    with pytest.raises(ImproperlyConfigured, match=r"X_URL.*postgres://用户:口令@主机:端口/库名"):
        environment.database("X_URL")
