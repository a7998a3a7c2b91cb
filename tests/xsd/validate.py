#!/usr/bin/env python3
"""Validates XML files against an XML schema. usage: validate.py SCHEMA FILE…   Exit status 1, with what is wrong, where one is not valid."""

import sys

import xmlschema

schema = xmlschema.XMLSchema(sys.argv[1])
wrong = False
for path in sys.argv[2:]:
    for error in schema.iter_errors(path):
        wrong = True
        print(f"{path}: {error.path}: {error.reason}", file=sys.stderr)
sys.exit(wrong)
