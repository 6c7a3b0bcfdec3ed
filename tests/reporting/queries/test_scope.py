"""The one scope function: what each person may see of every filing in every state."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from reporting import queries
from reporting.rules import STATE_WORDS
from tests import factories

pytestmark = pytest.mark.django_db

OWN = set(STATE_WORDS)
# who -> the states in which a filing of 长春 can be seen
SEEN = {
    "li": OWN,
    "wang": OWN,
    "jilin_city": {"approved"},
    "zhao": {"approved"},
    "heilongjiang": {"approved"},
    "coordinator": {"submitted", "approved"},
    "reader": {"approved"},
    "admin": set(),
}


@pytest.fixture
def people():
    return {
        "li": factories.li(),
        "wang": factories.wang(),
        "jilin_city": factories.person("liu", "刘工", "reporter", "220200"),
        "zhao": factories.zhao(),
        "heilongjiang": factories.person("sun", "孙处", "reviewer", "230000"),
        "coordinator": factories.coordinator(),
        "reader": factories.reader(),
        "admin": factories.admin(),
    }


@pytest.fixture
def filings():
    work = factories.project()
    return {state: factories.submission_at(state, work) for state in STATE_WORDS}


def test_everybody_sees_what_the_table_says_and_nothing_else(people, filings):
    for name, person in people.items():
        seen = {s.state for s in queries.visible(person)}
        assert seen == SEEN[name], name
        for state, submission in filings.items():
            if state in SEEN[name]:
                assert queries.find(person, submission.pk) == submission
            else:
                with pytest.raises(queries.NotFound):
                    queries.find(person, submission.pk)


def test_nobody_and_closed_accounts_see_nothing(people, filings):
    closed = people["li"]
    closed.is_active = False

    assert not queries.visible(AnonymousUser()).exists()
    assert not queries.visible(closed).exists()


def test_a_move_to_another_city_takes_effect_at_once(people, filings):
    li = people["li"]
    li.place = factories.place("220200")
    li.save()

    assert {s.state for s in queries.visible(li)} == {"approved"}


def test_a_provinces_own_draft_is_not_the_citys(people):
    draft = factories.draft(factories.project(), by=people["wang"])

    assert draft.city == ""
    assert not queries.visible(people["li"]).exists()
    assert queries.find(people["wang"], draft.pk) == draft


@pytest.mark.parametrize(
    "pk", [0, -1, 2**63, 10**30, "", "x", "1 ", "１", "1\x00", None, 1.5, "1'--", True]
)
def test_no_number_of_any_shape_finds_or_breaks_anything(people, pk):
    with pytest.raises(Http404):
        queries.find(people["li"], pk)


def test_the_queue_holds_what_waits_longest_first(people):
    work = factories.project()
    second, first = (factories.submission_at("submitted", work) for _ in range(2))
    first.submitted_at = second.submitted_at.replace(year=2019)
    first.save()

    assert list(queries.queue(people["wang"])) == [first, second]
    assert list(queries.queue(people["coordinator"])) == [first, second]
    assert list(queries.queue(people["zhao"])) == []


def test_mine_is_the_own_area_alone(people, filings):
    assert queries.mine(people["li"]).count() == len(STATE_WORDS)
    assert queries.mine(people["wang"]).count() == len(STATE_WORDS)
    assert not queries.mine(people["zhao"]).exists()
    assert not queries.mine(people["reader"]).exists()


def test_counts_beside_the_navigation(people, filings):
    assert queries.count_waiting(people["li"]) == {"returned": 1}
    assert queries.count_waiting(people["wang"]) == {"returned": 0, "waiting": 1}
    assert queries.count_waiting(people["heilongjiang"]) == {"returned": 0, "waiting": 0}


def test_possible_steps_follow_right_and_state(people, filings):
    def steps(name, state):
        return queries.possible_steps(people[name], filings[state])

    assert steps("li", "draft") == steps("li", "returned") == {"save", "submit", "discard"}
    assert steps("li", "submitted") == {"withdraw"}
    assert steps("wang", "submitted") == {"approve", "return"}
    assert steps("wang", "draft") == set()
    for name in people:
        assert steps(name, "approved") == steps(name, "discarded") == set()
    assert steps("coordinator", "submitted") == set()


def test_decisions_come_in_the_order_taken(filings):
    taken = [row.action for row in queries.decisions(filings["approved"])]

    assert taken == ["create", "submit", "approve"]
