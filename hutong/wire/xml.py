"""XML as WeChat's hosts speak it: one element `<xml>`, text in CDATA, numbers bare, repeated elements for lists.

Reading is for strangers' bytes: no document type, no entities but the five of XML itself, nothing from files or
networks, and bounds on size, depth and count. Writing is for fields in a fixed order.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from lxml import etree

from hutong.wire.errors import BodyMalformed

Value = str | int | float | None | Mapping[str, "Value"] | Sequence["Value"]
Fields = Sequence[tuple[str, Value]]
Parsed = str | dict[str, "Parsed"] | list["Parsed"]

XmlFault = Literal[
    "too_large", "not_utf8", "document_type", "not_well_formed", "root", "too_deep", "too_many", "mixed", "entity"
]

LIMIT_BYTES = 1 << 20
LIMIT_DEPTH = 16
LIMIT_ELEMENTS = 10_000

_BOM = b"\xef\xbb\xbf"
# What may stand before the root element: the declaration, comments, instructions. Only there can a document type be.
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class BadXml(BodyMalformed):
    """Bytes that are not the XML we read: `reason` is an XmlFault, `detail` tells where."""

    def __init__(self, reason: XmlFault, detail: str) -> None:
        super().__init__(reason=reason, detail=detail)
        self.reason: XmlFault = reason
        self.detail = detail


def parse(data: bytes, root: str = "xml", limit_bytes: int = LIMIT_BYTES) -> dict[str, Parsed]:
    """The children of the root element by name; elements with children are dicts, repeated ones lists.

    Raises: BadXml.
    """
    if len(data) > limit_bytes:
        raise BadXml("too_large", f"more than {limit_bytes} bytes")
    tree = _tree(data)
    if _name(tree) != root:
        raise BadXml("root", f"the outermost element is <{_name(tree)}>, not <{root}>")
    if sum(1 for _ in tree.iter()) > LIMIT_ELEMENTS:
        raise BadXml("too_many", f"more than {LIMIT_ELEMENTS} elements")
    value = _value(tree, depth=1)
    if isinstance(value, dict):
        return value
    if value.strip():
        raise BadXml("mixed", f"<{root}> holds text where elements belong")
    return {}


def build(fields: Iterable[tuple[str, Value]], root: str = "xml") -> str:
    """An element `root` of `fields` in their order; a field that is None is left out."""
    return f"<{root}>{''.join(_element(name, value) for name, value in fields)}</{root}>"


def _tree(data: bytes) -> etree._Element:
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadXml("not_utf8", f"byte {error.start} does not belong to UTF-8") from None
    prologue = _PROLOGUE.match(text)
    if prologue is not None and text[prologue.end() : prologue.end() + 9].upper() == "<!DOCTYPE":
        raise BadXml("document_type", "a document type (DOCTYPE) is refused, and with it every entity")
    # A parser holds state, and one that failed is not to be trusted with the next document.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        if "Excessive depth" in str(error):
            raise BadXml("too_deep", f"elements nested more than {LIMIT_DEPTH} deep") from None
        raise BadXml("not_well_formed", " ".join(str(error.msg or "not XML").split())) from None


def _value(element: etree._Element, depth: int) -> str | dict[str, Parsed]:
    if depth > LIMIT_DEPTH:
        raise BadXml("too_deep", f"elements nested more than {LIMIT_DEPTH} deep")
    if len(element) == 0:
        return element.text or ""
    found: dict[str, Parsed] = {}
    loose = element.text or ""
    for child in element:
        loose += child.tail or ""
        _add(found, _name(child), _value(child, depth + 1))
    if loose.strip():
        raise BadXml("mixed", f"<{_name(element)}> holds both text and elements")
    return found


def _name(element: etree._Element) -> str:
    # An entity that the parser left alone has a function for a tag.
    if not isinstance(element.tag, str):
        raise BadXml("entity", "an entity that is not one of XML's own five")
    return element.tag


def _add(found: dict[str, Parsed], name: str, value: str | dict[str, Parsed]) -> None:
    if name not in found:
        found[name] = value
        return
    known = found[name]
    if isinstance(known, list):
        known.append(value)
    else:
        found[name] = [known, value]


def _element(name: str, value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return f"<{name}><![CDATA[{_text(value)}]]></{name}>"
        case bool():
            raise TypeError(f"{name}: the wire has no booleans; say 0 or 1")
        case int():
            return f"<{name}>{value}</{name}>"
        case float():
            return f"<{name}>{value:.6f}</{name}>"
        case Mapping():
            return build(value.items(), root=name)
        case _:
            return "".join(_element(name, one) for one in value)


def _text(text: str) -> str:
    """What may stand in CDATA: characters XML has no place for are dropped, and its end mark is split in two."""
    return _ILLEGAL.sub("", text).replace("]]>", "]]]]><![CDATA[>")
