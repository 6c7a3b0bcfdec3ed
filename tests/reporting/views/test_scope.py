"""Zhao of 哈尔滨 learns nothing of Jilin's drafts by any address or method."""

import pytest
from django.test import Client

from audit.models import Entry
from reporting.models import Decision, Submission
from tests import factories
from tests.factories import OPENED

pytestmark = pytest.mark.django_db

SECRET = "长春机密字样"
VERBS = ["", "edit/", "edit/?check=1", "submit/", "withdraw/", "discard/", "return/", "approve/"]
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
HIDDEN_STATES = ["draft", "submitted", "returned", "discarded"]


def asked(client, method, url):
    answer = getattr(client, method)(url)
    headers = {k: v for k, v in answer.headers.items() if k not in ("Set-Cookie",)}
    return answer.status_code, answer.content, headers


@pytest.fixture
def work():
    # in both provinces, so that Zhao may well open the item itself
    return factories.project(cities=("220100", "230100"))


@pytest.mark.parametrize("state", HIDDEN_STATES)
def test_a_foreign_filing_answers_like_a_missing_one_whatever_is_asked(as_zhao, work, state):
    hidden = factories.submission_at(state, work, fields=OPENED | {"summary": SECRET})
    before = (Submission.objects.values().get(), Decision.objects.count(), Entry.objects.count())

    for verb in VERBS:
        for method in METHODS:
            foreign = asked(as_zhao, method, f"/filings/{hidden.pk}/{verb}")
            missing = asked(as_zhao, method, f"/filings/{hidden.pk + 1000}/{verb}")
            assert foreign == missing, (verb, method)
            assert foreign[0] == 404, (verb, method)

    assert before == (
        Submission.objects.values().get(), Decision.objects.count(), Entry.objects.count(),
    )  # fmt: skip


@pytest.mark.parametrize("state", HIDDEN_STATES)
def test_no_page_of_zhaos_shows_a_word_or_a_count_of_it(as_zhao, work, state):
    hidden = factories.submission_at(state, work, fields=OPENED | {"summary": SECRET})
    pages = ["/filings/", "/filings/?state=" + state, "/filings/?q=" + work.name, "/filings/new/",
             f"/filings/new/?work={work.code}", f"/filings/new/?work={work.code}&event=opened",
             f"/filings/new/?q={work.name}"]  # fmt: skip

    for page in pages:
        html = as_zhao.get(page).content.decode()
        assert SECRET not in html, page
        assert f"/filings/{hidden.pk}/" not in html, page
        assert "另有在办填报" not in html, page
    assert "共 <b>0</b> 份" in as_zhao.get("/filings/").content.decode()


def test_the_review_page_is_not_for_reporters(as_zhao, as_li):
    for client in (as_zhao, as_li):
        assert client.get("/review/").status_code == 403


def test_the_reviewer_of_the_other_province_sees_nothing_waiting(work):
    factories.submission_at("submitted", work, fields=OPENED | {"summary": SECRET})
    client = Client()
    client.force_login(factories.person("sun", "孙处", "reviewer", "230000"))

    html = client.get("/review/").content.decode()

    assert SECRET not in html
    assert "没有待审核的填报" in html


def test_what_is_approved_is_open_to_both_provinces(as_zhao, work):
    done = factories.submission_at("approved", work, fields=OPENED | {"summary": SECRET})

    assert SECRET in as_zhao.get(f"/filings/{done.pk}/").content.decode()
    assert SECRET in as_zhao.get(f"/filings/new/?work={work.code}").content.decode()


@pytest.mark.parametrize("verb", VERBS)
def test_visitors_without_log_in_are_sent_there_for_what_exists_and_what_does_not(client, verb):
    made = factories.draft()

    for pk in (made.pk, made.pk + 1000):
        answer = client.get(f"/filings/{pk}/{verb}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/?next=")
