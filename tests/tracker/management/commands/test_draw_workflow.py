"""The picture of the workflow is drawn by a command."""

from django.core.management import call_command

from reporting.rules.diagram import page


def test_the_command_writes_the_page(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path

    call_command("draw_workflow")

    assert (tmp_path / "docs" / "workflow.md").read_text(encoding="utf-8") == page()
    assert "docs/workflow.md" in capsys.readouterr().out
