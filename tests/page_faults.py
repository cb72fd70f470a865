"""What is wrong with the HTML of a page: what a strict reader of HTML says, and what the standard asks beyond that.

The reader is tinyhtml5 (the algorithm of the HTML standard, with its parse errors). Beyond it: each id once, a
language, one main part, one title, headings that skip no level, a name for every control and picture, labels and
references that point at something, headers in every table of data, buttons that say what they do, nothing clickable
inside of another.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers")
_CONTROLS = ("input", "select", "textarea")
_NO_NAME_NEEDED = ("hidden", "submit", "button", "image", "reset")
_BLOCKS = ("div", "p", "section", "ul", "ol", "table", "form", "h1", "h2", "h3", "h4", "dl", "fieldset", "article")


def faults(html: str, *, part: bool = False) -> list[str]:
    """What is wrong with the page; empty where nothing is. `part`: it is no whole page."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(html)
    said = [str(error) for error in parser.errors if not part or "doctype" not in str(error)]
    return said + list(_of_tree(tree, part))


def _of_tree(root: Element, part: bool) -> Iterator[str]:
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    parents = {child: each for each in elements for child in each}
    ids = Counter(each.get("id", "") for each in elements if each.get("id") is not None)
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1 or not name.strip())
    if not part:
        yield from _of_whole(root, elements)
    for each in elements:
        yield from _references(each, ids)
        yield from _of_element(each, parents)
        yield from _nested(each, parents)


def _of_whole(root: Element, elements: list[Element]) -> Iterator[str]:
    if not (root.get("lang") or "").strip():
        yield "no language"
    for tag in ("main", "title", "h1"):
        count = sum(each.tag == tag for each in elements)
        if count != 1:
            yield f"{count} × {tag}"
    levels = [int(each.tag[1]) for each in elements if re.fullmatch("h[1-6]", each.tag)]
    yield from (f"h{one} then h{two}" for one, two in pairwise(levels) if two > one + 1)


def _references(each: Element, ids: Counter[str]) -> Iterator[str]:
    for name in _REFERENCES:
        for wanted in (each.get(name) or "").split():
            if wanted not in ids:
                yield f"{each.tag} {name}={wanted!r} points at nothing"


def _of_element(each: Element, parents: dict[Element, Element]) -> Iterator[str]:
    inside = _above(each, parents)
    if each.tag in _CONTROLS and each.get("type") not in _NO_NAME_NEEDED and not _named(each, parents):
        yield f"{each.tag} {each.get('name')!r} without a name"
    if each.tag in ("button", "a", "summary") and not _text(each) and not (each.get("aria-label") or "").strip():
        yield f"{each.tag} without words"
    if each.tag == "img" and each.get("alt") is None:
        yield "img without alt"
    if each.tag == "table" and each.find(".//th") is None and each.get("role") != "presentation":
        yield "table without headers"
    if each.tag == "th" and each.get("scope") is None:
        yield f"th {_text(each)[:30]!r} without scope"
    if each.tag in ("ul", "ol") and any(child.tag not in ("li", "script", "template") for child in _tags(each)):
        yield f"{each.tag} with more than li"
    if each.tag == "li" and inside and inside[0].tag not in ("ul", "ol", "menu"):
        yield "li outside of a list"
    if each.tag in ("dt", "dd") and inside and inside[0].tag not in ("dl", "div"):
        yield f"{each.tag} outside of dl"
    if each.tag == "style" or each.get("style") is not None or any(name.startswith("on") for name in each.attrib):
        yield f"{each.tag} with style or script in it"


def _nested(each: Element, parents: dict[Element, Element]) -> Iterator[str]:
    inside = _above(each, parents)
    if each.tag in ("a", "button") and any(above.tag in ("a", "button") for above in inside):
        yield f"{each.tag} inside of something clickable"
    if each.tag == "form" and any(above.tag == "form" for above in inside):
        yield "form inside of a form"
    if each.tag in _BLOCKS and any(above.tag in ("span", "p", "h1", "h2", "h3", "h4", "button") for above in inside):
        yield f"{each.tag} inside of {[above.tag for above in inside][:3]}"


def _tags(each: Element) -> list[Element]:
    return [child for child in each if isinstance(child.tag, str)]


def _above(each: Element, parents: dict[Element, Element]) -> list[Element]:
    found = []
    while each in parents:
        each = parents[each]
        found.append(each)
    return found


def _named(each: Element, parents: dict[Element, Element]) -> bool:
    if (each.get("aria-label") or each.get("aria-labelledby") or each.get("title") or "").strip():
        return True
    above = _above(each, parents)
    if any(one.tag == "label" and _text(one) for one in above):
        return True
    root = above[-1]
    return bool(each.get("id")) and any(one.get("for") == each.get("id") and _text(one) for one in root.iter("label"))


def _text(each: Element) -> str:
    return "".join(each.itertext()).strip() + "".join(one.get("alt") or "" for one in each.iter("img"))
