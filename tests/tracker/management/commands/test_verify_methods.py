"""A statistics bureau brings its own cases: what fails says why, what is not there is named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

RIGHT = {"id": "R", "method": "share", "inputs": {"num": 34, "den": 41},
         "expected": {"pct": 82.93}, "tolerance": 0.01}  # fmt: skip


def verified(tmp_path, *cases):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": cases}), encoding="utf-8")
    out = StringIO()
    try:
        call_command("verify_methods", str(path), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_right_cases_close_with_their_number(tmp_path):
    assert verified(tmp_path, RIGHT) == ("1 passed, 0 failed, 0 not offered\n", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [({"expected": {"pct": 83}}, "pct 应为 83，算得 82.9"),
     ({"expected": {"share": 1}}, "没有结果“share”"),
     ({"expected": None}, "没有写应得的结果“expected”"),
     ({"inputs": {"num": 1}}, "缺少参数“den”"),
     ({"inputs": {"num": 1, "den": 2, "of": 3}}, "没有参数“of”"),
     ({"inputs": [1, 2]}, "没有写参数“inputs”"),
     ({"inputs": {"num": "x", "den": 2}}, "ValueError"),
     ({"inputs": {"num": float("nan"), "den": 2}}, "ValueError"),
     ({"tolerance": "wide"}, "误差“tolerance”应为不小于零的数"),
     ({"tolerance": -1}, "误差“tolerance”应为不小于零的数"),
     ({"method": "competition", "inputs": {"dataset": "x", "period": "y", "h": 1}}, "没有“x”")],
)  # fmt: skip
def test_a_case_that_fails_says_why(tmp_path, change, said):
    shown, closed = verified(tmp_path, RIGHT, RIGHT | {"id": "W"} | change)
    assert "不符 W" in shown
    assert said in shown
    assert closed == "1 passed, 1 failed, 0 not offered"


def test_a_method_the_system_has_not_is_named_and_no_fault(tmp_path):
    strange = [RIGHT | {"method": name} for name in ("ahp", "evm", "ahp", ["x"])]
    shown, closed = verified(tmp_path, RIGHT, *strange)
    assert "本系统没有的方法：['x']（1）、ahp（2）、evm（1）" in shown
    assert shown.endswith("1 passed, 0 failed, 4 not offered\n")
    assert closed == ""


@pytest.mark.parametrize(("content", "said"), [("{", "不是算例文件"), ("[]", "不是算例文件"),
                                               ('{"cases": 1}', "应为算例的列表")])  # fmt: skip
def test_a_file_that_is_no_file_of_cases_is_refused(tmp_path, content, said):
    path = tmp_path / "cases.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        call_command("verify_methods", str(path))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="不能读取"):
        call_command("verify_methods", str(tmp_path / "nothing.json"))
