"""Another reader of PFIF 1.4: lxml (Debian's python3-lxml). Checks each file named against the schema beside this script, and prints what it
reads, as JSON, one line a file: {"valid": true, "error": "", "records": [["person", {"field": "text"}], ...]}."""

import json
import pathlib
import sys

from lxml import etree

PFIF = "{http://zesty.ca/pfif/1.4}"
schema = etree.RelaxNG(etree.parse(str(pathlib.Path(__file__).with_name("pfif-1.4.rng"))))


def local(element):
    return etree.QName(element).localname


def fields(record):
    return {local(field): field.text or "" for field in record if field.tag != PFIF + "note"}


for name in sys.argv[1:]:
    document = etree.parse(name, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    valid = schema.validate(document)
    records = [[local(r), fields(r)] for r in document.iter(PFIF + "person", PFIF + "note")]
    print(json.dumps({"valid": valid, "error": str(schema.error_log.last_error or ""), "records": records}))
