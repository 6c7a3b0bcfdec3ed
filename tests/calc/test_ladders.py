"""Ladders, and what an event proves on each."""

import pytest

from calc.ladders import EFFECTS, LADDERS, Ladder

WORDS = {
    "works": "未启动 前期 批复 在建 建成 投用",
    "zone": "未启动 申报 批复设立 建设 验收 运行",
    "pilot": "未启动 申报 列入 实施 验收（评估） 命名",
    "measure": "未启动 制定方案 实施 完成",
}


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_a_ladder_speaks_the_words_of_the_screen(name: str, words: str) -> None:
    ladder = LADDERS[name]
    assert [ladder.word(r) for r in range(ladder.top + 1)] == words.split()


def test_there_are_no_other_ladders() -> None:
    assert set(LADDERS) == set(WORDS) == set(EFFECTS)


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=lambda ladder: ladder.name)
def test_keys_and_ranks_belong_together(ladder: Ladder) -> None:
    assert [ladder.rank(ladder.key(r)) for r in range(ladder.top + 1)] == [*range(ladder.top + 1)]
    assert ladder.key(0) == "not_started"


def test_a_stage_outside_the_ladder_is_refused() -> None:
    with pytest.raises(KeyError):
        LADDERS["works"].rank("operating")
    for rank in (-1, 6):
        with pytest.raises(IndexError):
            LADDERS["works"].word(rank)


@pytest.mark.parametrize(
    ("ranks", "whole"),
    [
        ((0, 0), 0),
        ((2, 0), 1),
        ((2, 2), 2),
        ((3, 0), 3),
        ((5, 0), 3),
        ((5, 4), 4),
        ((5, 5), 5),
        ((4,), 4),
    ],
)
def test_the_whole_of_works_from_its_parts(ranks: tuple[int, ...], whole: int) -> None:
    assert LADDERS["works"].whole(ranks) == whole


@pytest.mark.parametrize(("ranks", "whole"), [((3, 1), 2), ((3, 3), 3), ((1, 0), 1), ((2, 0), 2)])
def test_the_whole_of_a_measure_from_its_parts(ranks: tuple[int, ...], whole: int) -> None:
    assert LADDERS["measure"].whole(ranks) == whole


@pytest.mark.parametrize(
    ("event", "at_least", "at_most"),
    [
        ("approved", "批复", "前期"),
        ("feasibility_approved", "批复", "前期"),
        ("construction_start", "在建", "批复"),
        ("track_laid", "在建", "在建"),
        ("trial_operation", "在建", "在建"),
        ("completed", "建成", "在建"),
        ("accepted", "建成", "建成"),
        ("opened", "投用", "建成"),
    ],
)
def test_the_event_table_of_works(event: str, at_least: str, at_most: str) -> None:
    ladder, effect = LADDERS["works"], EFFECTS["works"][event]
    assert (ladder.word(effect.at_least), ladder.word(effect.at_most)) == (at_least, at_most)


@pytest.mark.parametrize(
    ("name", "event", "word"),
    [
        ("zone", "approved", "批复设立"),
        ("zone", "accepted", "验收"),
        ("zone", "opened", "运行"),
        ("pilot", "approved", "列入"),
        ("pilot", "accepted", "命名"),
    ],
)
def test_an_event_has_its_own_stage_on_other_ladders(name: str, event: str, word: str) -> None:
    assert LADDERS[name].word(EFFECTS[name][event].at_least) == word


@pytest.mark.parametrize("name", LADDERS)
def test_every_effect_stays_on_its_ladder_and_cannot_contradict_itself(name: str) -> None:
    assert set(EFFECTS[name]) == set(EFFECTS["works"])
    for effect in EFFECTS[name].values():
        assert 1 <= effect.at_least <= LADDERS[name].top
        assert effect.at_least - 1 <= effect.at_most <= LADDERS[name].top


@pytest.mark.parametrize(
    ("name", "word"),
    [("works", "批复"), ("zone", "批复设立"), ("pilot", "列入"), ("measure", "制定方案")],
)
def test_work_that_has_not_begun_is_approved_at_most(name: str, word: str) -> None:
    assert LADDERS[name].word(LADDERS[name].not_started_cap) == word
