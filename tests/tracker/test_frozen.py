"""Results of the past still come out, by the version of the formula that made them."""

import json

import pytest
from django.core.management import CommandError, call_command

from metrics.computers import computers, versions
from metrics.models import Result
from tracker import frozen
from tracker.freezing import freeze
from tracker.frozen import FOLDER, FORMULAS, FrozenError, verify_file, verify_folder

KIND = {"project-1": ("project", 1), "project-2": ("project", 2),
        "project-3": ("project", 3), "account-1": ("account", 1),
        "indicator-1": ("indicator", 1)}  # fmt: skip


def test_every_frozen_figure_comes_out_to_the_byte():
    found = verify_folder()
    assert len(found) > 1000
    assert [one for one in found if one.fault] == []


def test_every_version_of_every_formula_has_frozen_figures():
    held = set()
    for path in FOLDER.glob("*.json"):
        file = json.loads(path.read_text(encoding="utf-8"))
        assert KIND[path.stem] == (file["kind"], file["version"])
        held |= {
            (file["kind"], formula, file["version"])
            for data in file["subjects"]
            for formula, _ in data["figures"].values()
        }
    assert held == set(FORMULAS)


def test_what_is_computed_today_stands_in_the_table(whole_plan):
    """Raise a VERSION and this fails until the new one is entered and the old one kept."""
    today = set(Result.objects.values_list("subject_kind", "formula", "version").distinct())
    assert today <= set(FORMULAS)
    newest = {kind: max(v for k, _, v in FORMULAS if k == kind) for kind in computers()}
    assert newest == versions()


def test_the_frozen_figures_tell_of_every_kind_of_word():
    data = [one for path in FOLDER.glob("project-*.json")
            for one in json.loads(path.read_text(encoding="utf-8"))["subjects"]]  # fmt: skip
    words = {one["figures"]["promise"][1]["text"] for one in data if "promise" in one["figures"]}
    assert {"reached", "missed", "undetermined"} <= words
    assert {one["as_of"] for one in data} == {"2020-12-31", "2024-12-31"}


def test_freezing_writes_what_verifies_and_leaves_old_files_alone(whole_plan, tmp_path):
    made = freeze(tmp_path, whole_plan)
    assert {path.stem for path in made} == set(KIND)
    assert [one for one in verify_folder(tmp_path) if one.fault] == []
    assert freeze(tmp_path, whole_plan) == []


class TestWhatIsWrong:
    @pytest.fixture
    def file(self, tmp_path):
        def write(**changes):
            held = json.loads((FOLDER / "project-1.json").read_text(encoding="utf-8"))
            held["subjects"] = held["subjects"][:1]
            held |= changes
            path = tmp_path / "project-1.json"
            path.write_text(json.dumps(held), encoding="utf-8")
            return path, held

        return write

    def test_a_figure_that_comes_out_otherwise_is_named(self, file, capsys):
        _, held = file()
        held["subjects"][0]["figures"]["stage"][1]["text"] = "completed"
        path, _ = file(subjects=held["subjects"])
        wrong = [one for one in verify_file(path) if one.fault]
        assert len(wrong) == 1
        assert "stage" in wrong[0].name
        with pytest.raises(CommandError, match=r"\d+ passed, 1 failed"):
            call_command("verify_frozen", str(path.parent))
        assert "不符" in capsys.readouterr().out

    def test_a_version_that_was_thrown_away_is_named(self, file, monkeypatch):
        path, _ = file()
        monkeypatch.setattr(frozen, "FORMULAS", {})
        assert {one.fault for one in verify_file(path)} == {"这一版的方法已不在"}

    @pytest.mark.parametrize("text", ["", "[]", "{}"])
    def test_a_file_that_is_none_is_refused(self, tmp_path, text):
        path = tmp_path / "x.json"
        path.write_text(text)
        with pytest.raises(FrozenError, match="不是存档的结果"):
            list(verify_file(path))

    def test_an_empty_folder_is_no_success(self, tmp_path):
        with pytest.raises(CommandError, match="没有存档的结果"):
            call_command("verify_frozen", str(tmp_path))
