"""The plan's own structure as shipped: nothing missing, nothing forgotten silently."""

from collections import Counter

from tests.plan.files import CATALOGUE, rows

CLAUSES = rows(CATALOGUE, "clauses")
SECTIONS = rows(CATALOGUE, "sections")
WORDS = {"任务（待录）", "背景", "原则", "重复"}


def place(row: dict[str, str]) -> tuple[str, str, str, str]:
    return (row["chapter"], row["section"], row.get("box", ""), row["paragraph"])


def test_ten_chapters_and_the_foreword_have_thirty_sections() -> None:
    chapters = [int(row["chapter"]) for row in SECTIONS if not row["section"]]
    assert chapters == list(range(11))
    assert sum(bool(row["section"]) for row in SECTIONS) == 30


def test_three_boxes_stand_in_their_sections() -> None:
    found = [(r["box"], r["chapter"], r["section"]) for r in rows(CATALOGUE, "boxes")]
    assert found == [("1", "3", "2"), ("2", "5", "1"), ("3", "6", "1")]


def test_paragraphs_are_counted_within_their_place() -> None:
    assert len(CLAUSES) == 139
    counted: Counter[tuple[str, str, str]] = Counter()
    for row in CLAUSES:
        at = place(row)[:3]
        counted[at] += 1
        assert int(row["paragraph"]) == counted[at]
    assert counted["3", "2", "1"] == 10
    assert counted["5", "1", "2"] == 7
    assert counted["6", "1", "3"] == 6


def test_a_paragraph_has_a_word_exactly_when_nothing_was_taken_from_it() -> None:
    taken = {
        place(r)
        for name in ("projects", "measures", "indicators", "zones", "functions", "duties")
        for r in rows(CATALOGUE, name)
    }
    for row in CLAUSES:
        assert bool(row["untouched"]) is (place(row) not in taken), place(row)
        assert row["untouched"] in WORDS | {""}


def test_principles_and_background_hold_no_chapter_of_tasks() -> None:
    for row in CLAUSES:
        in_section_of_tasks = 3 <= int(row["chapter"]) <= 9 and row["lead"]
        assert not (in_section_of_tasks and row["untouched"] in {"背景", "原则"}), place(row)


def test_the_plan_names_only_documents_that_are_sourced() -> None:
    (plan,) = rows(CATALOGUE, "plan")
    assert (plan["title"], plan["approval_number"]) == ("哈长城市群发展规划", "国函〔2016〕43号")
    assert (plan["approved_on"], plan["approved_precision"]) == ("2016-02-01", "month")
    assert (plan["starts"], plan["ends"], plan["outlook_year"]) == (
        "2016-01-01",
        "2020-12-31",
        "2030",
    )
    assert "499号" not in "".join(plan.values())  # known only without a source
