"""Roles, scopes and passwords as plain rules."""

import pytest

from accounts.rules import (
    PERMISSIONS,
    ROLE_NOTES,
    ROLE_WORDS,
    Forbidden,
    character_classes,
    check_may,
    may,
    normal_username,
    password_faults,
    scope_of,
)


def test_every_role_has_words_and_a_description():
    assert set(ROLE_NOTES) == set(ROLE_WORDS)


def test_permissions_name_known_roles_only():
    assert set().union(*PERMISSIONS.values()) <= set(ROLE_WORDS)


def test_the_refusal_and_the_answer_follow_one_rule():
    for role in ROLE_WORDS:
        for permission in PERMISSIONS:
            if may(role, permission):
                check_may(role, permission)
            else:
                with pytest.raises(Forbidden, match=ROLE_WORDS[role]):
                    check_may(role, permission)


@pytest.mark.parametrize(
    ("role", "code", "level", "province", "city"),
    [
        ("reporter", "220100", "city", "220000", "220100"),
        ("reviewer", "220000", "province", "220000", ""),
        ("coordinator", "", "all", "", ""),
        ("reader", "", "all", "", ""),
        ("admin", "", "none", "", ""),
    ],
)
def test_scope_of_an_account(role, code, level, province, city):
    scope = scope_of(role, code)

    assert (scope.level, scope.province, scope.city) == (level, province, city)


def test_a_city_covers_itself_a_province_its_cities_and_an_administrator_nothing():
    changchun = {"province": "220000", "city": "220100"}

    assert scope_of("reporter", "220100").covers(**changchun)
    assert scope_of("reviewer", "220000").covers(**changchun)
    assert scope_of("coordinator", "").covers(**changchun)
    assert not scope_of("reporter", "220200").covers(**changchun)
    assert not scope_of("reporter", "230100").covers(**changchun)
    assert not scope_of("reviewer", "230000").covers(**changchun)
    assert not scope_of("admin", "").covers(**changchun)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Ab-12", "至少需要 8 位"),
        ("abcdefg1", "现有 2 种"),
        ("12345678", "现有 1 种"),
        ("Xx-li-1234", "不能包含用户名"),
        ("Xx-LI-1234", "不能包含用户名"),
        ("", "密码只有 0 位"),
    ],
)
def test_a_weak_password_is_refused_with_the_fault_in_words(password, fault):
    assert any(fault in text for text in password_faults(password, "li"))


@pytest.mark.parametrize("password", ["Chang-2020", "长春abc-123", "ABCDEF1-"])
def test_a_password_of_three_classes_is_accepted(password):
    assert password_faults(password, "zhang") == []


def test_every_character_belongs_to_one_of_four_classes():
    assert character_classes("aA1-") == 4
    assert character_classes("长春 ") == 1


def test_a_user_name_has_one_written_form():
    assert normal_username("　ＬＩ ") == normal_username("li") == "li"
