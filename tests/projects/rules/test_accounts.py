"""The names of accounts, and of crossings of two."""

from projects.rules import account_keys, crossed, is_crossing


def test_an_item_is_counted_in_the_whole_and_by_each_value():
    keys = account_keys(plan="p", kind="works", commitment="build", category="road",
                        provinces=["220000"], cities=["220100", "220200"])  # fmt: skip
    assert keys == ["p/works/all", "p/works/commitment=build", "p/works/category=road",
                    "p/works/province=220000", "p/works/city=220100",
                    "p/works/city=220200"]  # fmt: skip
    assert not any(map(is_crossing, keys))


def test_a_crossing_names_its_two_accounts():
    subject = "p/works/commitment=build,category=road"
    assert is_crossing(subject)
    assert crossed(subject) == ["p/works/commitment=build", "p/works/category=road"]
