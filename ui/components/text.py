"""Blocks of text: time line, quote, disagreement, story, trail, notices."""

from __future__ import annotations

from typing import Any

from django.template import Library

from ui.components.shared import component

register = Library()


@component(register, "timeline")
def timeline(facts: list[Any], empty: str = "", heading: str = "h3") -> dict[str, Any]:
    """Facts on a time line, one entry each; see ``ui.facts.Fact`` for what an entry holds."""
    return {"facts": facts, "empty": empty, "heading": heading}


@component(register, "quote")
def quote(text: str, where: str = "", href: str = "", before: str = "") -> dict[str, Any]:
    """The plan's own words with the place they stand in (第四章第二节第3段)."""
    return {"text": text, "where": where, "href": href, "before": before}


@component(register, "disagreement")
def disagreement(
    subject: str, sides: list[Any], ruling: str = "", href: str = ""
) -> dict[str, Any]:
    """Sources that differ: ``sides`` are facts, ``chosen`` marks the one that counts."""
    return {"subject": subject, "sides": sides, "ruling": ruling, "href": href}


@component(register, "story_line")
def story_line(
    text: str, href: str = "", mark: str = "", kicker: str = "", why_href: str = ""
) -> dict[str, Any]:
    """One true story in one line, with its mark, the page that proves it and its reasons."""
    return {"text": text, "href": href, "mark": mark, "kicker": kicker, "why_href": why_href}


@component(register, "audit_list")
def audit_list(rows: list[Any], empty: str = "暂无记录。") -> dict[str, Any]:
    """Who did what and when; rows hold ``at``, ``actor``, ``sentence`` and maybe ``reason``."""
    return {"rows": rows, "empty": empty}


@component(register, "definition_list")
def definition_list(items: list[tuple[str, Any]], columns: int = 1) -> dict[str, Any]:
    """Terms and their values; a value of None or "" prints 未填."""
    return {"items": items, "columns": columns}


@component(register, "alert")
def alert(text: str, tone: str = "info", title: str = "", href: str = "") -> dict[str, Any]:
    """A message of the page; tone is info, good, warn or bad."""
    return {"text": text, "tone": tone, "title": title, "href": href}


@component(register, "empty_state")
def empty_state(
    title: str, text: str = "", href: str = "", action: str = "", also: list[str] | None = None
) -> dict[str, Any]:
    """What to say and do where nothing is known; ``also`` lists further lines."""
    return {"title": title, "text": text, "href": href, "action": action, "also": also or []}
