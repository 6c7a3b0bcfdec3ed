"""calc holds what the product calls, and nothing it does not.

A public function is used when a page, a command or an action calls it, when it stands in one
of the two tables of named methods (recomputed by ``manage.py verify_methods`` and on the pages
of 计算方法), or when a used function needs it.  See docs/adr/0019-outlook-on-request.md.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from calc import offered, worked
from tests.source import Module, written

CALC = {module.name: module for module in written() if module.package == "calc"}
TABLES = {"calc.offered", "calc.worked"}


def functions() -> dict[str, list[ast.AST]]:
    """Every public function, class and method-holder of calc by name."""
    found: dict[str, list[ast.AST]] = {}
    for module in CALC.values():
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def named(node: ast.AST) -> Iterator[str]:
    """Every name a piece of code mentions."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.alias):
            yield inner.name.split(".")[-1]


def reaches_calc(module: Module) -> bool:
    """Whether a module of the product imports calc."""
    return any(
        (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "calc")
        or (isinstance(node, ast.Import) and any(a.name.startswith("calc") for a in node.names))
        for node in ast.walk(module.tree)
    )


def roots() -> set[str]:
    """Names the rest of the product mentions, those of the tables, and of constants of calc."""
    found: set[str] = set()
    for module in written():
        if module.package != "calc" and reaches_calc(module):
            found |= set(named(module.tree))
    found |= {function.__name__ for function, _ in (offered.OFFERED | worked.HOUSE).values()}
    for module in CALC.values():
        for node in module.tree.body:
            plain = not isinstance(
                node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
            )
            if plain and module.name not in TABLES:
                found |= set(named(node))
    return found


def used() -> set[str]:
    """Everything reached from the roots."""
    known, waiting, found = functions(), list(roots()), set()
    while waiting:
        name = waiting.pop()
        if name in found or name not in known:
            continue
        found.add(name)
        waiting += [other for node in known[name] for other in named(node)]
    return found


def test_every_public_function_is_used() -> None:
    public = {name for name, nodes in functions().items() if not name.startswith("_")}
    unused = sorted(
        name
        for name in public - used()
        if any(isinstance(node, ast.FunctionDef) for node in functions()[name])
    )
    assert not unused, f"calc offers what nothing calls: {unused}"


def test_the_net_would_catch_one() -> None:
    assert "hampel" in used()
    assert "a_function_nobody_calls" not in used()
    assert len(used()) < sum(map(len, functions().values())) + 1
