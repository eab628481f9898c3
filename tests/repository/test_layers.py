"""The house: data flows downward, nothing goes round in a circle, importing is cheap."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cchc_lib

PACKAGE = Path(cchc_lib.__file__).parent
_KERNEL = {"errors", "shown", "figures", "vietnamese", "law", "files", "archive"}
_SAID = _KERNEL | {"report", "document", "outline"}
ALLOWED = {
    "errors": set(),
    "shown": set(),
    "figures": {"errors", "shown"},
    "vietnamese": {"errors", "figures"},
    "law": {"errors", "figures", "vietnamese"},
    "files": {"errors"},
    "archive": {"errors"},
    "workbook": {"errors", "archive"},
    "bounded": {"errors"},
    "report": _KERNEL,
    "define": {"figures", "report"},
    "document": {"errors", "shown", "vietnamese", "law"},
    "outline": _SAID,
    "forms": _KERNEL | {"report", "document", "workbook"},
    "subjects": _SAID | {"checks", "define", "forms"},
    "families": _SAID | {"subjects", "define", "checks"},
    "render": {"errors", "vietnamese", "document", "law", "files", "archive", "reading"},
    "reading": _KERNEL | {"report", "document", "forms", "workbook"},
    "checks": _SAID | {"reading", "forms"},
    "exchange": _SAID
    | {"define", "subjects", "families", "checks", "reading", "forms", "workbook"},
    "notebook": {"figures", "report", "document", "outline", "render"},
    "scale": _SAID
    | {"", "define", "subjects", "families", "render", "checks", "exchange", "publish", "reading"},
    "inbox": _SAID
    | {"bounded", "families", "forms", "render", "reading", "checks", "exchange", "scale"}
    | {"publish", "readout", "comparing", "workbook"},
    "testing": _SAID | {"", "subjects", "families", "checks", "forms", "scale"},
    "publish": {"errors", "outline", "report", "document", "render", "law", "files", "exchange"}
    | {"forms"},
    "readout": {"errors", "files", "archive", "report", "reading", "checks", "publish"},
    "rulebook": {"checks", "families", "inbox", "scale"},
    "web": _SAID
    | {"bounded", "reading", "checks", "families", "exchange", "publish", "comparing", "rulebook"},
    "comparing": {
        "archive",
        "figures",
        "report",
        "outline",
        "reading",
        "checks",
        "exchange",
        "publish",
    },
    "__main__": {"cli"},
}
ALLOWED["cli"] = {"", *ALLOWED} - {"__main__"}  # the top: what anybody calls, and the parts of it
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}


def imports(path):
    """The modules of ours that a file imports at run time, as full names."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            modules = [f"{node.module}.{alias.name}" in MODULES for alias in node.names]
            names = [] if all(modules) else [node.module]
            names += [
                f"{node.module}.{alias.name}"
                for alias in node.names
                if f"{node.module}.{alias.name}" in MODULES
            ]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "cchc_lib")


def stage(module):
    """The folder of a module, or the module itself at the top."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("module", sorted(MODULES))
def test_arrows(module):
    here = stage(module)
    if not here:
        return
    assert here in ALLOWED, f"{here} has no place in the house yet"
    for name in imports(MODULES[module]):
        assert stage(name) in ALLOWED[here] | {here}, f"{module} imports {name}"


def test_one_module_is_called_by_its_name_from_below():
    named = re.compile(r"import_module\(\s*f?[\"'](cchc_lib[^\"']*|\.[^\"']*)[\"']")
    found = {
        (module, name)
        for module, path in MODULES.items()
        for name in named.findall(path.read_text("utf-8"))
    }
    assert found == {("cchc_lib.shown", "cchc_lib.notebook")}


@pytest.mark.parametrize("module", [name for name in MODULES if ".exchange" in name])
def test_exchange_knows_findings_and_no_audit(module):
    audits = {name for name in imports(MODULES[module]) if stage(name) == "checks"}
    assert audits <= {"cchc_lib.checks.finding"}


def test_no_cycles():
    graph = {
        module: {name for name in imports(path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }
    # a package's own __init__ only re-exports; asking it for a name is no arrow upward
    graph = {
        module: {name for name in names if not module.startswith(f"{name}.")}
        for module, names in graph.items()
    }
    done, path = set(), []

    def visit(module):
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module in done:
            return
        path.append(module)
        for name in graph[module]:
            visit(name)
        path.pop()
        done.add(module)

    for module in graph:
        visit(module)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_modules_stay_small(module):
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 400


def loaded_after(statement):
    """The top-level packages that a statement loads in a fresh interpreter."""
    code = f"import sys, json; {statement}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in json.loads(done.stdout)}


HEAVY = {
    *("docx", "lxml", "babel", "hypothesis", "narwhals", "openpyxl", "pytest"),
    *("cattrs", "tomlkit", "tomllib", "jsonschema"),
    *("pandas", "polars", "IPython", "holidays", "pyarrow", "python_calamine"),
    *("click", "rich"),
    *("starlette", "uvicorn", "jinja2", "multipart", "anyio"),
}


def test_importing_loads_nothing_heavy():
    assert not loaded_after("import cchc_lib") & HEAVY


def test_figures_and_formatters_load_nothing_heavy():
    statement = (
        "import cchc_lib as cchc; r = cchc.Report(agency=cchc.Agency("
        "name='Ủy ban nhân dân xã Mai Hoa'), period=cchc.Period.year(2025), "
        "plan=cchc.Plan(tasks=43, tasks_completed=41)); r.figures(); cchc.spell(5)"
    )
    assert not loaded_after(statement) & HEAVY
