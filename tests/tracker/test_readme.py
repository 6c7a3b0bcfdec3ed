"""The two READMEs say the same, and say what is true."""

import re

from tests.tracker.running import ROOT

READMES = ("README.md", "README.zh-CN.md")
CODE = ("tracker/settings.py", "tracker/servers/process.py")
CODE += ("tracker/management/commands/create_admin.py",)


def read(name):
    return (ROOT / name).read_text()


def blocks(text):
    """Code blocks without their comments."""
    found = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [re.sub(r" +#.*", "", block) for block in found]


def variables(text):
    """Names in the first column of the table of variables."""
    rows = re.findall(r"^\| (`[A-Z].*?) \|", text, re.MULTILINE)
    return set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))


def test_both_show_the_same_commands():
    english, chinese = map(read, READMES)
    assert blocks(english) == blocks(chinese)
    assert len(blocks(english)) > 3


def test_both_have_the_same_sections_and_tables():
    english, chinese = map(read, READMES)
    for mark in ("\n## ", "\n| ", "!["):
        assert english.count(mark) == chinese.count(mark)


def test_every_variable_is_in_both_and_none_is_made_up():
    pattern = r"""(?:text|flag|listed|choice|database|get)\(\s*["']([A-Z_]{4,})["']"""
    used = {name for path in CODE for name in re.findall(pattern, read(path))}
    used |= set(re.findall(r'"(TRACKER_[A-Z_]+)"', "".join(map(read, CODE))))
    assert {"DATABASE_URL", "TRACKER_SERVER_USER", "TRACKER_ADMIN_PASSWORD"} <= used
    for name in READMES:
        assert variables(read(name)) == used


def test_no_page_or_lock_file_names_a_package_registry():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("requirements*")]
    pattern = re.compile(r"py" r"pi\.org|python" r"hosted|npm" r"js|--index-url https?://")
    assert [path.name for path in pages if pattern.search(path.read_text())] == []
