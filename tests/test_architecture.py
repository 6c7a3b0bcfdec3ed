"""The shape of the house: who may import whom, what stays pure, how long things may get.

A module of an unusual name has its place in the tables below; docs/architecture.md draws the
same picture.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from statistics import median

import pytest

from tests.source import (
    PACKAGES,
    ROOT,
    Module,
    functions,
    imports,
    modules,
    ours,
    parents,
    written,
)

# Inside an app a module imports only from those left of it.
USUAL = "rules models queries compute actions tasks sheets forms tables api views urls"
LAYERS = tuple(USUAL.split())
# Apps with modules of other names say their whole order.
ORDERS = {
    "accounts": "rules validators models backends queries context actions middleware forms"
    " views urls",
    "plan": "rules pinyin text catalogue_files coverage checking stories models queries actions",
    "metrics": "rules computers models queries actions comparing looking tasks",
    "reporting": "rules models queries context actions forms tables views middleware urls",
    "evaluation": "rules outline bars curves fonts render_docx render_pdf press models queries"
    " actions forms views urls",
    "dashboards": "rules matching marking methods models queries sheets forms views urls",
}
# What an app shows to the apps right of it.
DOORS = {"rules", "models", "queries", "compute", "actions", "tasks"}
MORE_DOORS = {
    "plan": {"catalogue_files", "checking", "coverage", "pinyin", "stories", "text"},
    "metrics": {"looking"},
    "evaluation": {"outline", "press"},
}
OPEN = {"calc", "workbook", "ui"}
LAYERED = [name for name in PACKAGES if name not in {*OPEN, "tracker"}]

# These know no Django, and neither does anything they import from us.
PURE = ("calc", "workbook", "plan.text", "plan.catalogue_files", "evaluation.outline",
        "dashboards.matching", "dashboards.methods")  # fmt: skip
FRAMEWORK = ("django", "celery", "kombu", "redis", "psycopg2")
# Reads the settings by its purpose: what the tables of an app's words may not do.
NOT_OURS = {"tracker"}

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
SHORT = 20
SHORT_SHARE = 0.8
MEDIAN_BELOW = 10


def _order(package: str) -> tuple[str, ...]:
    return tuple(ORDERS[package].split()) if package in ORDERS else LAYERS


def _said(faults: Iterator[str]) -> None:
    found = sorted(set(faults))
    assert not found, "\n" + "\n".join(found)


def test_packages_import_only_from_those_left_of_them() -> None:
    _said(
        f"{module.name} imports {other.name}"
        for module in written()
        for other in ours(module)
        if PACKAGES.index(other.package) > PACKAGES.index(module.package)
    )


def test_nobody_imports_the_wiring() -> None:
    _said(
        f"{module.name} imports {other.name}"
        for module in written()
        for other in ours(module)
        if other.package == "tracker" != module.package
    )


def test_apps_are_entered_by_their_doors() -> None:
    _said(
        f"{module.name} imports {other.name}"
        for module in written()
        for other in ours(module)
        if other.package not in {module.package, *OPEN}
        and other.layer not in DOORS | MORE_DOORS.get(other.package, set())
    )


@pytest.mark.parametrize("package", ORDERS)
def test_an_own_order_keeps_the_usual_one(package: str) -> None:
    usual = [name for name in _order(package) if name in LAYERS]
    assert usual == [name for name in LAYERS if name in usual]


@pytest.mark.parametrize("package", LAYERED)
def test_inside_an_app_imports_go_one_way(package: str) -> None:
    order = _order(package)
    mine = [m for m in written() if m.package == package and m.layer not in ("", "apps")]
    unplaced = {module.layer for module in mine} - set(order)
    assert not unplaced, f"no place in ORDERS for {sorted(unplaced)} of {package}"
    _said(
        f"{module.name} imports {other.name}"
        for module in mine
        for other in ours(module)
        if other.package == package
        and other.layer
        and order.index(other.layer) > order.index(module.layer)
    )


def test_an_action_rings_and_never_imports_its_own_tasks() -> None:
    _said(
        f"{module.name} imports {name}"
        for module in written()
        if module.layer == "actions"
        for name in imports(module)
        if name.startswith(f"{module.package}.tasks")
    )


def test_no_module_needs_itself() -> None:
    """No import cycle between modules, whether at the top of a file or inside a function."""
    waits = {
        module.name: {other.name for other in ours(module)} - {module.name, *parents(module.name)}
        for module in written()
    }
    while ready := [name for name, needs in waits.items() if not needs & waits.keys()]:
        for name in ready:
            del waits[name]
    assert not waits, f"these import each other in a ring: {sorted(waits)}"


def _pure(module: Module) -> bool:
    inside = any(module.name == name or module.name.startswith(f"{name}.") for name in PURE)
    return inside or (module.layer == "rules" and module.package not in NOT_OURS)


def _everything_run_by(module: Module) -> set[str]:
    """The module and all of ours that importing it runs."""
    found: set[str] = set()
    waiting = [module.name]
    while waiting:
        name = waiting.pop()
        if name in found or name not in modules():
            continue
        found.add(name)
        waiting += [*parents(name), *imports(modules()[name])]
    return found


def test_arithmetic_workbook_text_and_rules_know_no_framework() -> None:
    pure = [module for module in written() if _pure(module)]
    assert len({module.package for module in pure}) > len(PURE)
    _said(
        f"{module.name} reaches {name}"
        for module in pure
        for inner in _everything_run_by(module)
        for name in imports(modules()[inner])
        if name.split(".")[0].startswith(FRAMEWORK)
    )


def test_arithmetic_and_workbook_stand_alone() -> None:
    _said(
        f"{module.name} imports {other.name}"
        for module in written()
        if module.package in ("calc", "workbook")
        for other in ours(module)
        if other.package != module.package
    )


@pytest.mark.parametrize(
    "pattern",
    [f"{package}/**/*.{ending}" for package in PACKAGES for ending in ("py", "typ")]
    + [
        "tests/**/*.py",
        "bench/**/*.py",
        "backtest/**/*.py",
        "templates/**/*.html",
        "static/**/*.js",
        "static/**/*.css",
    ],
)
def test_files_stay_short(pattern: str) -> None:
    _said(
        f"{path.relative_to(ROOT)} has {lines} lines"
        for path in ROOT.glob(pattern)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    )


def test_no_function_is_long() -> None:
    _said(
        str(function)
        for module in written()
        for function in functions(module)
        if function.lines > LONGEST_FUNCTION
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_most_functions_are_short(package: str) -> None:
    lengths = [f.lines for m in written() if m.package == package for f in functions(m)]
    if not lengths:
        return
    assert median(lengths) < MEDIAN_BELOW
    short = sum(length <= SHORT for length in lengths)
    assert short >= SHORT_SHARE * len(lengths)


def _walk(kind: type[ast.AST], of: Callable[[Module], bool]) -> Iterator[tuple[Module, ast.AST]]:
    for module in written():
        if of(module):
            yield from ((module, n) for n in ast.walk(module.tree) if isinstance(n, kind))


def test_nothing_happens_by_signal() -> None:
    _said(
        f"{module.name} imports {name}"
        for module in written()
        for name in imports(module)
        if name.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals"))
        or name.endswith(".signals")
    )


def test_saving_and_deleting_do_only_that() -> None:
    _said(
        f"{module.name}.{node.name}.{inner.name}"
        for module, node in _walk(ast.ClassDef, lambda module: True)
        for inner in getattr(node, "body", [])
        if isinstance(inner, ast.FunctionDef)
        and inner.name in {"save", "delete", "asave", "adelete", "save_base"}
        and isinstance(node, ast.ClassDef)
    )


def test_whoever_leaves_a_trace_says_by_whom() -> None:
    """An action that records takes the actor as ``by=``, or is the system's own work."""
    _said(
        f"{module.name}.{node.name}"
        for module, node in _walk(ast.FunctionDef, lambda module: module.layer == "actions")
        if isinstance(node, ast.FunctionDef) and module.package != "audit"
        if _records(node) and not _names_actor(node)
    )


def _names_actor(function: ast.FunctionDef) -> bool:
    by_name = {argument.arg for argument in function.args.kwonlyargs}
    private = {argument.arg for argument in function.args.args}
    takes = "by" in (by_name | private if function.name.startswith("_") else by_name)
    given = [word for call in _records(function) for word in call.keywords if word.arg == "by"]
    system = all(isinstance(w.value, ast.Name) and w.value.id == "SYSTEM" for w in given)
    return bool(given) and (takes or system)


def _records(function: ast.FunctionDef) -> list[ast.Call]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "record"]
