"""Reads documents of CAP 1.2 with lxml: a line of JSON each, the elements that hold text with their paths, in order."""

import json
import sys

from lxml import etree

SPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"


def leaves(element, path):
    assert isinstance(element.tag, str) and element.tag.startswith(SPACE), element.tag
    here = path + [element.tag[len(SPACE):]]
    if len(element):
        assert not "".join([element.text or ""] + [e.tail or "" for e in element]).strip(), here
        return [leaf for inside in element for leaf in leaves(inside, here)]
    return [["/".join(here[1:]), element.text or ""]]


parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
for name in sys.argv[1:]:
    print(json.dumps(leaves(etree.parse(name, parser).getroot(), [])))
