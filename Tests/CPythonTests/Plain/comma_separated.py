"""Rows of text with commas between their fields."""

import csv
import io


def tried(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"


TEXTS = [
    "a,b,c\r\n1,2,3\r\n", "a,b\n1,2", 'a,"b,c",d\n', '"a ""quoted"" b",x\n', '"two\nlines",y\nz\n', "\n\na\n\n", "a,,\n", ",\n",
    ' a , b\n', '"a"b,c\n', 'a"b,c\n', '"open\n', '""\n', '"",""\n', "a\\,b\n", "", "'x,y',z\n", '1,"2",3.5\n', "a\tb\tc\n",
    '"a\\"b",c\n', "x\n\n\ny", '"a"\n"b"',
]
FORMATS = [
    {}, {"delimiter": "\t"}, {"delimiter": ";"}, {"quotechar": "'"}, {"skipinitialspace": True}, {"escapechar": "\\"}, {"strict": True},
    {"quoting": csv.QUOTE_NONE}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False, "escapechar": "\\"},
    {"dialect": "unix"}, {"dialect": csv.excel_tab},
]
for text in TEXTS:
    for format in FORMATS:
        rows = csv.reader(io.StringIO(text, newline=""), **format)
        print(repr(text), format.get("dialect") or format, tried(list, rows), rows.line_num)
print(tried(list, csv.reader(["1,2.5,-3", '"x",4'], quoting=csv.QUOTE_NONNUMERIC)), tried(list, csv.reader(["a"], quoting=csv.QUOTE_NONNUMERIC)))
print(tried(list, csv.reader([b"a"])), tried(csv.reader, 5), tried(list, csv.reader(["a", "b,c"])), tried(list, csv.reader(["a\rb\n"])))

ROWS = [
    ["a", "b"], [1, 2.5, None, True], ["with,comma", 'with "quotes"', "two\nlines"], [""], ["", ""], [], [None], "abc", ["\r"], [" x "], ["a\tb", "c;d", "e'f", "g\\h"],
    (x for x in range(3)), [10**20, 1e300, 0.1, -0.0], [b"bytes", [1], {"k": 1}],
]
WRITING = FORMATS + [{"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_STRINGS}, {"quoting": csv.QUOTE_NOTNULL}, {"lineterminator": "|"}]
for row in ROWS[:11] + ROWS[12:]:
    for format in WRITING:
        out = io.StringIO()
        print(row, format.get("dialect") or format, tried(csv.writer(out, **format).writerow, row), repr(out.getvalue()))
out = io.StringIO()
writer = csv.writer(out)
print(tried(writer.writerow, 5), tried(writer.writerow, ROWS[11]), tried(writer.writerows, [[1, 2], "ab"]), repr(out.getvalue()), tried(csv.writer, 5))

people = list(csv.DictReader(io.StringIO("name,age\nAda,36\n\nAlan\nGrace,85,navy,x\n"), restkey="more", restval="?"))
print(people, people[0]["name"])
given = csv.DictReader(["1,2", "3,4"], fieldnames=["a", "b"])
print(next(given), given.line_num, given.fieldnames, list(given), given.line_num)
empty = csv.DictReader([])
print(empty.fieldnames, tried(lambda: next(csv.DictReader(["a,b"]))))
out = io.StringIO()
table = csv.DictWriter(out, fieldnames=["name", "age"], restval="-")
print(table.writeheader(), table.writerow({"name": "Ada", "age": 36}), table.writerow({"age": 1}))
table.writerows([{"name": "B, C"}, {"name": 'D "E"'}])
print(tried(table.writerow, {"name": "x", "town": 2}), repr(out.getvalue()))
ignoring = csv.DictWriter(out, ["a"], extrasaction="ignore", lineterminator="\n")
print(ignoring.writerow({"a": 1, "b": 2}), out.getvalue().endswith("1\n"), tried(csv.DictWriter, out, ["a"], extrasaction="x"))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
print(list(csv.reader(["a|b"], "pipes")), sorted(csv.list_dialects()), csv.get_dialect("pipes").delimiter)
csv.unregister_dialect("pipes")
for wrong in ({"delimiter": ""}, {"delimiter": ",,"}, {"delimiter": 5}, {"quotechar": "ab"}, {"quoting": 9}, {"unknown": 1}, {"dialect": "none"}, {"quotechar": None}, {"escapechar": 1}, {"delimiter": None}):
    print(wrong, tried(csv.reader, [], **wrong) if "quotechar" not in wrong or wrong["quotechar"] else "reads")
