#!/usr/bin/env python3
"""The scenarios' answers as JSON. Usage: enquiry_answers.py [NAME…]; by default a red enquiry's."""
import json
import pathlib
import sys

import yaml


class Words(yaml.BaseLoader):
    """Every scalar as it is written: yes stays yes, dates stay text."""


folder = pathlib.Path(__file__).parent.parent / "scenarios" / "answers"
answers = {}
for name in sys.argv[1:] or ["marf"]:
    answers |= yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), Words)
if not sys.argv[1:]:
    answers |= {"rag": "red", "rag-criteria": ["r-injury"], "rag-reason": "Injury to the face."}
print(json.dumps(answers))
