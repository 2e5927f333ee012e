"""What CPython's compiler says of programs: one JSON string a line in, one JSON object a line out."""

import json
import sys
import warnings

warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        compile(json.loads(line), "program.py", "exec", dont_inherit=True)
        verdict = {}
    except SyntaxError as error:
        verdict = {
            "kind": type(error).__name__,
            "message": error.msg,
            "line": error.lineno,
            "column": error.offset,
        }
    print(json.dumps(verdict), flush=True)
