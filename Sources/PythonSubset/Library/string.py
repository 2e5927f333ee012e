"""Constants and templates of text."""

from collections import ChainMap

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    """Text with `$name` and `${name}` to be filled in."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """The text in pieces: (kind, text, where it begins), the kind being text, name, escaped or invalid."""
        text, place = self.template, 0
        while True:
            start = text.find(self.delimiter, place)
            if start < 0:
                yield "text", text[place:], place
                return
            yield "text", text[place:start], place
            after = start + 1
            if text.startswith(self.delimiter, after):
                yield "escaped", self.delimiter, start
                place = after + 1
                continue
            braced = text.startswith("{", after)
            begin = after + 1 if braced else after
            end = begin
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[begin:end]
            is_closed = not braced or text.startswith("}", end)
            if name and not name[0].isdigit() and is_closed:
                place = end + 1 if braced else end
                yield "name", (name, text[start:place]), start
            else:
                place = after
                yield "invalid", self.delimiter, start

    def _fill(self, mapping, is_safe):
        result = []
        for kind, text, start in self._pieces():
            if kind == "name":
                name, source = text
                if is_safe and name not in mapping:
                    result.append(source)
                else:
                    result.append(str(mapping[name]))
            elif kind == "invalid" and not is_safe:
                lines = self.template[:start].splitlines(keepends=True) or [""]
                if lines[-1].endswith("\n"):
                    lines.append("")
                column = start - len("".join(lines[:-1])) + 1
                raise ValueError(f"Invalid placeholder in string: line {len(lines)}, col {column}")
            else:
                result.append(text)
        return "".join(result)

    def substitute(self, mapping=None, /, **kws):
        return self._fill(_values(mapping, kws), False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._fill(_values(mapping, kws), True)

    def is_valid(self):
        return all(kind != "invalid" for kind, _, _ in self._pieces())

    def get_identifiers(self):
        names = [text[0] for kind, text, _ in self._pieces() if kind == "name"]
        return list(dict.fromkeys(names))


def _values(mapping, kws):
    if mapping is None:
        return kws
    return ChainMap(kws, mapping) if kws else mapping
