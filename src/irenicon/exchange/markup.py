"""XML of other programs, read without harm, and the published schemas of REFI-QDA 1.5."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from lxml import etree

from irenicon.errors import IreniconError

Schema = Literal["Codebook", "Project"]


def parse(data: bytes, source: str) -> etree._Element:
    """The root of an XML file, its elements without their namespaces.

    No entity is resolved and nothing is fetched. Raises IreniconError "bad_data" where it is not well-formed or
    declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise IreniconError("bad_data", f"{source} is not well-formed XML: {error.msg}.", source) from error
    if root.getroottree().docinfo.doctype:
        raise IreniconError("bad_data", f"{source} declares a document type, which these formats have not.", source)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    return root


def written(root: etree._Element, schema: Schema) -> bytes:
    """The bytes of an XML file; raises IreniconError "bad_data" where it does not follow the published schema."""
    rules = _rules(schema)
    if not rules.validate(root):
        error = rules.error_log[0]
        raise IreniconError("bad_data", f"What was made does not follow REFI-QDA, line {error.line}: {error.message}")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def deviations(data: bytes, schema: Schema) -> int:
    """How many times a file departs from the published schema."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    rules = _rules(schema)
    return 0 if rules.validate(etree.fromstring(data, parser)) else len(rules.error_log)


@cache
def _rules(schema: Schema) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(files("irenicon.exchange").joinpath(f"{schema}.xsd").read_bytes()))
