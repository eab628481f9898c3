"""The public names: all there, sorted, documented; every field labelled."""

import ast
import inspect
import subprocess
import sys
import unicodedata
from pathlib import Path

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.declare import declarations

MODEL = [
    value
    for name in cchc.__all__
    if isinstance(value := getattr(cchc, name), type)
    and attrs.has(value)
    and value is not cchc.Derivation
    and value.__module__.startswith(("cchc_lib.report", "cchc_lib.subjects", "cchc_lib.families"))
]


def test_all_is_sorted_and_complete():
    constants_classes_functions = sorted(
        cchc.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert cchc.__all__ == constants_classes_functions
    assert set(dir(cchc)) >= set(cchc.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Reprot'"):
        _ = cchc.Reprot


@pytest.mark.parametrize("name", [name for name in cchc.__all__ if not name.startswith("__")])
def test_every_public_name_is_documented(name):
    value = getattr(cchc, name)
    assert inspect.getdoc(value)
    if inspect.isclass(value):
        for member, attribute in vars(value).items():
            if not member.startswith("_") and (
                inspect.isfunction(attribute) or isinstance(attribute, property | classmethod)
            ):
                documented = attribute.__func__ if isinstance(attribute, classmethod) else attribute
                assert documented.__doc__, f"{name}.{member}"


CONTRACT = (
    "Agency Change Citation Figure FormatError CchcError Period Ratio Report apportion compose "
    "format_count format_date format_number format_percent format_vnd parse_date parse_number "
    "parse_percent parse_vnd parse_words render_docx render_html render_text save_docx spell "
    "spell_vnd"
)


def test_the_contract_is_there():
    assert set(CONTRACT.split()) <= set(cchc.__all__)


@pytest.mark.parametrize("error", cchc.CchcError.__subclasses__())
def test_every_error_is_also_a_builtin(error):
    bases = set(inspect.getmro(error)) - {error, cchc.CchcError, Exception, BaseException, object}
    assert bases & {ValueError, TypeError, LookupError, ImportError, RuntimeError}
    assert error.__name__ in cchc.__all__


def labels_of(owner):
    """(name, label) of every field and figure of a class, from its declarations."""
    for field in attrs.fields(owner):
        found = field_of(field)
        yield field.name, None if found is None else found.label
    for name, declared in declarations(owner).items():
        yield name, declared.label


@pytest.mark.parametrize("owner", MODEL, ids=lambda owner: owner.__name__)
def test_every_field_and_figure_has_a_label_as_inside_a_sentence(owner):
    for name, label in labels_of(owner):
        assert label, f"{owner.__name__}.{name}"
        assert label == label.strip()
        assert unicodedata.is_normalized("NFC", label)
        assert label[0].islower() or label.split()[0] in ("Tổ",), label


def test_labels_of_one_class_differ():
    for owner in MODEL:
        labels = [declared.label for declared in declarations(owner).values()]
        assert len(labels) == len(set(labels)), owner


SOURCES = sorted(Path(cchc.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_sources_are_in_normal_form(path):
    text = path.read_text("utf-8")
    if path.name != "text.py":
        assert unicodedata.is_normalized("NFC", text)


def test_type_checkers_see_every_name():
    tree = ast.parse(Path(cchc.__file__).read_text("utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name for node in block.body for alias in node.names}
    assert seen | {"__version__"} == set(cchc.__all__)


@pytest.mark.parametrize("name", ["audit", "audit_text", "audit_docx", "compose", "render_docx"])
@pytest.mark.parametrize(
    "first", ["", "import cchc_lib.checks.text", "from cchc_lib.checks import finding, report"]
)
def test_a_public_function_is_one_function_whatever_was_imported(name, first):
    code = (
        f"{first}\nimport cchc_lib as cchc, copy, inspect, pickle\n"
        f"one = cchc.{name}\n"
        f"import cchc_lib.checks.report, cchc_lib.checks.word\n"
        f"print(cchc.{name} is one, pickle.loads(pickle.dumps(one)) is one, "
        "copy.deepcopy(one) is one, inspect.isfunction(one), "
        "'ignore' in inspect.signature(one).parameters or 'outline' in "
        "inspect.signature(one).parameters)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["True"] * 5


def test_no_folder_has_the_name_of_a_public_function():
    folders = {path.stem for path in Path(cchc.__file__).parent.iterdir()}
    assert folders & set(cchc.__all__) == {"define"}  # a module that is public itself
