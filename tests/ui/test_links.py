from ui import links

MOMENT = {"as_of": "2020-12-31", "known_at": "", "basis": "system", "q": "铁路"}


def test_a_link_keeps_the_moment_and_nothing_else():
    assert links.with_moment("/works/", MOMENT) == "/works/?as_of=2020-12-31&basis=system"


def test_a_link_with_its_own_query_and_mark_keeps_both():
    assert links.with_moment("/works/?q=a#top", {"as_of": "2020-12-31"}) == (
        "/works/?q=a&as_of=2020-12-31#top"
    )


def test_without_a_chosen_moment_a_link_stays_as_it_is():
    assert links.with_moment("/works/", {"q": "a"}) == "/works/"


def test_what_a_reader_typed_cannot_break_out_of_the_query():
    assert links.moment_query({"as_of": "1&basis=x#"}) == "as_of=1%26basis%3Dx%23"


def test_a_form_carries_what_is_not_its_own_and_drops_the_page_number():
    pairs = [("as_of", "1"), ("q", "a"), ("q", "b"), ("page", "3"), ("city", "")]
    assert links.other_params(pairs) == [("q", "a"), ("q", "b")]
    assert links.other_params(pairs, ["q"]) == [("as_of", "1")]


def test_one_parameter_is_replaced_in_place_of_all_its_values():
    pairs = [("q", "a"), ("page", "3"), ("page", "4")]
    assert links.replaced(pairs, "page", 2) == "?q=a&page=2"
