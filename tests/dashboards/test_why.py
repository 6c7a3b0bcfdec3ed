"""The page that says why a figure is what it is."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", [
    "/why/account/hachang-2016/works/all/promise_rate/",
    "/why/account/hachang-2016/works/category=airport/late/?as_of=2025-12-31",
    "/why/account/hachang-2016/works/category=airport/built_rate/",
    "/why/project/hachang-2016/rail-mudanjiang-jiamusi/promise/",
    "/why/project/hachang-2016/rail-mudanjiang-jiamusi/late/?as_of=2025-12-31",
    "/why/indicator/hachang-2016/ind-urbanisation/latest/",
])  # fmt: skip
def test_every_kind_of_figure_has_its_reasons(whole_plan, as_li, url):
    answer = as_li.get(url)
    assert answer.status_code == 200, answer.content.decode()[:2000]
