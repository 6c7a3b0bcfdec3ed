"""What changes about accounts, allowed and refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import actions
from accounts.models import User
from accounts.rules import Forbidden
from audit.models import Entry
from audit.queries import trail
from audit.rules import SYSTEM
from tests import factories

GOOD = "Songhua-2020"


def account(by=SYSTEM, **more):
    values = {"username": "Sun", "name": "孙工", "role": "reporter", "password": GOOD}
    values |= {"place": factories.place("220200")}
    return actions.create_account(by=by, **(values | more))


@pytest.mark.django_db
def test_an_account_is_made_with_its_trail():
    user = account()

    assert (user.username, user.must_change_password, user.is_demo) == ("sun", True, False)
    assert user.check_password(GOOD)
    assert [row.sentence for row in trail("account", "sun")] == ["建立账号sun（孙工，填报人）"]


def test_an_administrator_makes_accounts(admin):
    assert account(by=admin).pk
    assert trail("account", "sun")[0].actor == "admin"


@pytest.mark.parametrize("who", ["li", "wang", "coordinator", "reader"])
def test_nobody_else_makes_accounts(who, request):
    with pytest.raises(Forbidden):
        account(by=request.getfixturevalue(who))
    assert not User.objects.filter(username="sun").exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "Sun-123456"}, "password"),
        ({"username": ""}, "username"),
        ({"name": ""}, "name"),
        ({"role": "emperor"}, "role"),
        ({"place": None}, "__all__"),
        ({"role": "coordinator"}, "__all__"),
    ],
)
def test_a_faulty_account_is_refused_and_nothing_is_written(change, field):
    with pytest.raises(ValidationError) as caught:
        account(**change)

    assert field in caught.value.message_dict
    assert not User.objects.filter(name="孙工").exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_one_user_name_in_two_written_forms_is_one_account():
    account()

    with pytest.raises(ValidationError) as caught:
        account(username="ＳＵＮ")
    assert "username" in caught.value.message_dict


@pytest.mark.django_db
def test_the_database_refuses_a_reporter_without_area():
    with (
        pytest.raises(IntegrityError, match="accounts_user_place_goes_with_role"),
        transaction.atomic(),
    ):
        User.objects.create(username="x", name="x", role="reporter")


def test_deactivate_keeps_the_account_on_file(admin, li):
    actions.deactivate(by=admin, username="li")

    li.refresh_from_db()
    assert not li.is_active
    assert [row.sentence for row in trail("account", "li")] == ["停用账号li（李工）"]


def test_deactivating_twice_leaves_one_entry_and_activate_undoes_it(admin, li):
    actions.deactivate(by=admin, username="li")
    actions.deactivate(by=admin, username="li")
    actions.activate(by=admin, username="li")

    li.refresh_from_db()
    assert li.is_active
    assert len(trail("account", "li")) == 2


def test_nobody_deactivates_themselves_and_others_not_at_all(admin, li, wang):
    with pytest.raises(Forbidden, match="本人"):
        actions.deactivate(by=admin, username="admin")
    with pytest.raises(Forbidden):
        actions.deactivate(by=wang, username="li")
    assert not Entry.objects.exists()


def test_change_password_needs_the_old_one_and_a_good_new_one(li):
    for old, new, field in [
        ("wrong", GOOD, "old"),
        ("Changchun-2020", "weak", "new"),
        ("Changchun-2020", "Changchun-2020", "new"),
    ]:
        with pytest.raises(ValidationError) as caught:
            actions.change_password(by=li, old=old, new=new)
        assert field in caught.value.message_dict
    assert not Entry.objects.exists()


def test_change_password_ends_the_duty_to_change_it(li):
    li.must_change_password = True
    li.save()

    actions.change_password(by=li, old="Changchun-2020", new=GOOD)

    li.refresh_from_db()
    assert li.check_password(GOOD)
    assert not li.must_change_password
    assert trail("account", "li")[0].sentence == "修改本人密码"


def test_reset_password_asks_for_a_change_at_the_next_log_in(admin, li):
    actions.reset_password(by=admin, username="LI", new=GOOD)

    li.refresh_from_db()
    assert li.check_password(GOOD)
    assert li.must_change_password
    with pytest.raises(Forbidden):
        actions.reset_password(by=li, username="admin", new=GOOD)


def test_the_trail_never_holds_a_password(admin, li):
    actions.reset_password(by=admin, username="li", new=GOOD)

    assert GOOD not in str(list(Entry.objects.values()))
