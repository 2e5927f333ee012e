"""`re`: the language of its patterns, its functions, matches, templates and errors."""

import re

TEXTS = ["", "a", "ab", "aab", "abab", "foo bar_1  baz", "2024-01-31T12:00", "key = value", "x\ny\n", "ÄäÉé ß", "((a)(b))", "aAbB", "\t1 2\r\n3", "<b>x</b><b>y</b>"]
PATTERNS = [
    r"a", r"a*", r"a+?b", r"(a|ab)(c|bcd)?(d*)", r"\w+", r"\W+", r"\d+", r"\s", r"[a-c]+", r"[^a-c\s]+", r"^", r"$", r"(?m)^\w", r"(?m)$",
    r"(?i)AB", r"(?P<k>\w+)\s*=\s*(?P<v>\w+)", r"(\d{4})-(\d\d)-(\d\d)", r"(a)|(b)", r"(a)?b", r"(?:a|b)+", r"((a)|b)*", r"(a*)*", r"(a|)*", r"(a*?)*?b",
    r"\bfoo\b", r"\B", r"a{2}", r"a{1,}", r"a{,1}b", r"a{x", r"x{", r"(?=a)\w", r"(?!a)\w", r"(?<=a)b", r"(?<!a)b", r"(.)\1", r"(?P<c>.)(?P=c)", r"(?i)(.)\1",
    r"<b>.*</b>", r"<b>.*?</b>", r"<b>.*+", r"(?>a+)b", r"a++b", r"(?:ab)?+a", r"(?:ab){1,2}+", r"(a)?(?(1)b|c)", r"\((?:[^()]|\([^()]*\))*\)", r"(?s).+", r".+", r"\Aa", r"\w\Z",
    r"[\w-]+", r"[]a]", r"[^]a]+", r"[a\]]", r"[-a]", r"[\d\s]+", r"\x61", r"\u0061", r"\141", r"(?x) a  b # comment", r"(?i:A)b", r"(?-i:a)", r"(?a)\w+", r"ä", r"(?i)ä", r"[Ä-É]", r"(?i)[ä-é]+",
    r"(a(b)?)+", r"(?:(a)|(b)|c)*", r"(\w+) (\w+)", r"([a-z]+)(?:_(\d))?", r"|a", r"a|", r"()", r"(?#note)a", r"[.]", r"\.", r"^(?:(\d+)-)*", r"(?<=^)\w", r"(a+)+b",
]
for pattern in PATTERNS:
    compiled = re.compile(pattern)
    print(compiled, compiled.groups, dict(compiled.groupindex), compiled.flags)
    for text in TEXTS:
        match = compiled.search(text)
        if match:
            print(" ", match, match.groups(), match.regs, match.lastindex, match.lastgroup)
        full = compiled.fullmatch(text)
        print("  ", bool(compiled.match(text)), full and full.groups(), compiled.findall(text))
        print("   ", compiled.split(text), compiled.sub("<\\g<0>>", text), compiled.subn("-", text, 2))

BAD = [
    "(", ")", "[", "[b-a]", "a**", "*", r"\8", "(?<=a*)b", "(?P=x)", r"\q", "(?z)", "(?P>a)", "a{2,1}", r"\x1", "(?", "(?P", "(?<", "(?<x", "(?(1)a|b)",
    "(?(x)a)", "(?(0)a)", "a\nb(", "(?i", "(?i-", "(?-i:a", "(?i:a", "(?-:a)", "(?iz)", r"[\d-a]", r"[a-\d]", "(?P<n>a)(?P<n>b)", "\\", r"(a\1)",
    "(?#", r"\400", r"[\400]", "^*", "$+", r"\b*", "a*?+", "(?L)a", "(?au)a", "a(?i)b", "(?P<1a>x)", "(?P<a", "(?P<>x)", "(?(2)a)(b)", "(a)(?(1)b|c|d)", "[a", "[a-", "x(?P<y>z",
]
for pattern in BAD:
    try:
        print(re.compile(pattern))
    except re.error as error:
        print(repr(pattern), error, error.msg, error.pos, error.lineno, error.colno, type(error).__name__)

match = re.match(r"(?P<year>\d+)-(?P<month>\d+)(?P<rest>x)?", "2024-05 end")
print(match.group(), match.group(1, 2), match["year"], match.group("month"), match[0], match.groupdict(), match.groupdict("-"), match.groups("none"))
print(match.start(), match.end(), match.span("month"), match.span("rest"), match.pos, match.endpos, match.string, match.re.pattern)
print(match.expand(r"\2/\1 \g<year> \g<rest>|"))
for wrong in (4, "nope", -1):
    try:
        match.group(wrong)
    except IndexError as error:
        print(error)
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world again there"), re.sub("x*", "-", "abxd"), re.sub("a", lambda m: m.group().upper(), "banana", count=2))
for template in (r"\2", r"\g<x>", r"\g<1", r"\g", r"\q", "\\", r"\g<>", r"\g<1a>", r"\n\t\\", r"\0", r"\061", r"\g<0>!"):
    try:
        print(repr(re.sub("(a)", template, "-a-")))
    except (re.error, IndexError) as error:
        print(repr(template), type(error).__name__, error)
print(re.split(r"([,;])\s*", "a, b;c"), re.split("x*", "axbc"), re.split(",", "a,b,c", maxsplit=1), re.split(r"\b", "one two"))
print(re.findall(r"(\w)=(\w)", "a=1, b=2"), [m.span() for m in re.finditer("a|", "baab")])
print(re.escape("a.b*c [x] ä-_/~"), re.escape(b"a.b"), re.compile(re.escape("1+1=2")).findall("1+1=2"))
print(re.I, re.I | re.M, re.compile("a", re.I | re.S | re.X), re.compile("a", re.A), repr(re.RegexFlag.VERBOSE), int(re.DOTALL), re.NOFLAG)
print(re.compile(b"[a-z]+").findall(b"ab CD ef"), re.sub(rb"\d", b"#", b"a1b2"), re.compile(rb"\w+", re.I))
pattern = re.compile(r"\d+")
print(pattern.match("a12", 1), pattern.search("1a22b333", 2, 4), pattern.findall("1 22 333", 1, 6), re.compile("^a").match("ba", 1), re.compile("a$").search("ab", 0, 1))
print(re.compile("a") is re.compile("a"), re.compile("a") == re.compile("a"), re.compile(pattern) is pattern)
for call in (
    lambda: re.match("a", 1), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.compile(1), lambda: re.compile(pattern, re.I),
    lambda: re.sub("a", 1, "a"), lambda: re.compile("a", re.A | re.U), lambda: pattern.search(), lambda: re.sub("a", lambda m: 1, "a"),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
tokens = re.compile(r"(?P<number>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/=()])|(?P<skip>\s+)|(?P<bad>.)")
print([(m.lastgroup, m.group()) for m in tokens.finditer("x = 3.14 * (y1 - 2) ?") if m.lastgroup != "skip"])
match re.fullmatch(r"(\w+)@(\w+)\.com", "me@site.com"):
    case None:
        print("none")
    case found:
        print(found.groups(), bool(found))
if m := re.search(r"(?<!\d)\d{3}(?!\d)", "12 345 6789"):
    print(m[0], isinstance(m, re.Match), type(pattern), re.Pattern)
print(re.sub(r"(?m)^", "> ", "one\ntwo\n"), re.sub(r"\s+$", "", "x  \n"), re.findall(r"(?<=\$)\d+", "$5 $10"), re.subn("(?i)b(?=c)", "_", "BCbcb"))
print(len(re.findall(r"(?:ab)+", "ab" * 1000)), re.match(r"(?:.|\n)*", "x\n" * 500).end())
