"""What Word demands of a file, as far as a test can ask for it without Word."""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# ECMA-376 part 1, 17: Word "repairs" a file whose children stand in another order.
_BORDERS = "top left start bottom right end insideH insideV between bar tl2br tr2bl"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader "
    "tblCellSpacing jc hidden",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
    "appearance text",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tblBorders": _BORDERS,
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left start bottom right end",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins "
    "bordersDoNotSurroundHeader attachedTemplate linkStyles stylePaneFormatFilter documentType "
    "mailMerge revisionView trackRevisions documentProtection autoFormatOverride styleLockTheme "
    "defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr "
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "shapeDefaults decimalSymbol listSeparator",
}

_REPEATED = {"tr", "tc", "style", "headerReference", "footerReference"}


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def trees(data: bytes) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(text)
        for name, text in parts(data).items()
        if name.endswith((".xml", ".rels"))
    }


def text_of(data: bytes, name: str = "word/document.xml") -> str:
    """Return the words of a part, a paragraph a line."""
    return "\n".join(
        "".join(
            "-" if node.tag == f"{W}noBreakHyphen" else node.text or ""
            for node in paragraph.iter(f"{W}t", f"{W}noBreakHyphen")
        )
        for paragraph in trees(data)[name].iter(f"{W}p")
    )


def problems(data: bytes) -> list[str]:
    """Return everything for which Word would offer to repair the file, or show it wrongly."""
    all_trees = trees(data)
    return [
        *_package_problems(all_trees),
        *(
            f"{name}: {problem}"
            for name, tree in all_trees.items()
            if name.startswith("word/") and not name.endswith(".rels")
            for problem in [*_order_problems(tree), *_content_problems(tree)]
        ),
        *_style_problems(all_trees),
        *_note_problems(all_trees),
    ]


def _package_problems(all_trees):
    types = all_trees["[Content_Types].xml"]
    defaults = {node.get("Extension") for node in types.iter(f"{TYPES}Default")}
    overrides = {node.get("PartName") for node in types.iter(f"{TYPES}Override")}
    for name in overrides:
        if name.removeprefix("/") not in all_trees:
            yield f"type of a part that is not there: {name}"
    reached = {"[Content_Types].xml"}
    pictures = {f"word/media/image{number}.png" for number in range(1, 9)}
    for name, tree in all_trees.items():
        is_custom = re.fullmatch(r"customXml/item\d+\.xml", name)  # XML of no type of its own
        bare = set() if is_custom else {"xml"}
        has_type = f"/{name}" in overrides or name.rpartition(".")[2] in defaults - bare
        if name != "[Content_Types].xml" and not has_type:
            yield f"part without a type of its own: {name}"
        if name.endswith(".rels"):
            reached.add(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            for node in tree.iter(f"{PACKAGE}Relationship"):
                target = posixpath.normpath(posixpath.join(folder, node.get("Target")))
                reached.add(target)
                if target not in all_trees and target not in pictures:
                    yield f"{name}: no part {target}"
    yield from (f"part that nothing leads to: {name}" for name in all_trees.keys() - reached)
    known = {
        node.get("Id")
        for node in all_trees["word/_rels/document.xml.rels"].iter(f"{PACKAGE}Relationship")
    }
    for node in all_trees["word/document.xml"].iter():
        for key, value in node.attrib.items():
            if key.startswith(R) and value not in known:
                yield f"no relationship {value}"


def _order_problems(tree):
    for node in tree.iter():
        tag = etree.QName(node).localname
        if tag not in ORDER:
            continue
        order = ORDER[tag].split()
        children = [etree.QName(child).localname for child in node]
        unknown = [child for child in children if child not in order]
        if unknown:
            yield f"{tag} holds {unknown}"
        elif [order.index(child) for child in children] != sorted(map(order.index, children)):
            yield f"{tag}: {children} out of order"
        once = [child for child in children if child not in _REPEATED]
        if len(once) != len(set(once)):
            yield f"{tag}: {children} repeats itself"


def _content_problems(tree):
    for cell in tree.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell that does not end with a paragraph"
    for table in tree.iter(f"{W}tbl"):
        if (after := table.getnext()) is None or after.tag != f"{W}p":
            yield "a table without a paragraph after it"
        columns = [int(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/*")]
        if not columns:
            yield "a table without columns"
        if any(width <= 0 for width in columns):
            yield f"a column without width: {columns}"
        for row in table.iter(f"{W}tr"):
            place = 0
            for cell in row.iter(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                span = properties.find(f"{W}gridSpan")
                reach = 1 if span is None else int(span.get(f"{W}val"))
                own = int(properties.find(f"{W}tcW").get(f"{W}w"))
                if own != sum(columns[place : place + reach]):
                    yield f"a cell of {own} over columns {columns[place : place + reach]}"
                place += reach
            if place != len(columns):
                yield f"a row of {place} columns in a table of {len(columns)}"


def _style_problems(all_trees):
    styles = {
        (node.get(f"{W}type"), node.get(f"{W}styleId"))
        for node in all_trees["word/styles.xml"].iter(f"{W}style")
    }
    names = [node.get(f"{W}val") for node in all_trees["word/styles.xml"].iter(f"{W}name")]
    if len(names) != len(set(names)):
        yield "two styles of one name"
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, tree in all_trees.items():
        for node in tree.iter(*(f"{W}{tag}" for tag in kinds)):
            key = (kinds[etree.QName(node).localname], node.get(f"{W}val"))
            if key not in styles:
                yield f"{name}: no style {key}"
    for node in all_trees["word/styles.xml"].iter(f"{W}basedOn"):
        kind = node.getparent().get(f"{W}type")
        if (kind, node.get(f"{W}val")) not in styles:
            yield f"no base style {node.get(f'{W}val')}"


def _note_problems(all_trees):
    written = [node for name, tree in all_trees.items() if "footnotes" in name for node in tree]
    notes = [node.get(f"{W}id") for node in written if node.tag == f"{W}footnote"]
    separators = [node.get(f"{W}id") for node in written if node.get(f"{W}type")]
    marks = [
        node.get(f"{W}id") for node in all_trees["word/document.xml"].iter(f"{W}footnoteReference")
    ]
    if sorted(notes) != sorted([*separators, *marks]) or len(separators) not in (0, 2):
        yield f"notes {notes} for marks {marks}"
