"""Text in lines of a given width."""


def _letter(text, place):
    return 0 <= place < len(text) and text[place].isalpha()


def _word(text, place):
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


def _breaks(word, place):
    """Whether a line may end behind the hyphen at `place`: between two letters and two letters."""
    before = _letter(word, place - 1) and _word(word, place - 2)
    after = _word(word, place + 1) and (_letter(word, place + 1) or _word(word, place + 2)) and _word(word, place + 2)
    return before and after


def _dashes(text, place):
    """The end of the dash of two or more hyphens that begins at `place`, between words; 0 where there is none."""
    before = text[place - 1 : place]
    if not text.startswith("--", place) or not (_word(text, place - 1) or before and before in "!\"'&.,?"):
        return 0
    end = place
    while text.startswith("-", end):
        end += 1
    return end if _word(text, end) else 0


class TextWrapper:
    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
        max_lines=None, placeholder=" [...]",
    ):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.break_long_words, self.drop_whitespace = break_long_words, drop_whitespace
        self.break_on_hyphens, self.tabsize = break_on_hyphens, tabsize
        self.max_lines, self.placeholder = max_lines, placeholder

    def _chunks(self, text):
        """Words, parts of words and stretches of space, in order."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join(" " if character in "\t\n\v\f\r" else character for character in text)
        chunks, start, dash_end = [], 0, 0
        for place in range(1, len(text) + 1):
            if self.break_on_hyphens:
                found = _dashes(text, place)
                if found or place == dash_end:
                    chunks.append(text[start:place])
                    start, dash_end = place, found or dash_end
                    continue
            at_end = place == len(text)
            if at_end or text[place].isspace() != text[place - 1].isspace():
                chunks.append(text[start:place])
                start = place
            elif self.break_on_hyphens and text[place - 1] == "-" and _breaks(text, place - 1):
                chunks.append(text[start:place])
                start = place
        return chunks

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks = self._chunks(text)[::-1]
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            line = self._line(chunks, room)
            if not line:
                continue
            is_last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or is_last and _width(line) <= room:
                lines.append(indent + "".join(line))
            else:
                self._cut(lines, line, indent, room)
                break
        return lines

    def _line(self, chunks, room):
        line, used = [], 0
        while chunks and used + len(chunks[-1]) <= room:
            used += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > room:
            self._split_long(chunks, line, room - used if room >= 1 else 1)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _split_long(self, chunks, line, left):
        if self.break_long_words:
            chunk = chunks[-1]
            end = left
            if self.break_on_hyphens and len(chunk) > left:
                hyphen = chunk.rfind("-", 0, left)
                if hyphen > 0 and any(character != "-" for character in chunk[:hyphen]):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line:
            line.append(chunks.pop())

    def _cut(self, lines, line, indent, room):
        while line:
            if line[-1].strip() and _width(line) + len(self.placeholder) <= room:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            line.pop()
        if lines:
            last = lines[-1].rstrip()
            if len(last) + len(self.placeholder) <= self.width:
                lines[-1] = last + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def _width(line):
    return sum(map(len, line))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the space that all its lines begin with."""
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines if line]
    margin = min(indents, key=len, default="")
    while not all(indent.startswith(margin) for indent in indents):
        margin = margin[:-1]
    return "\n".join(line[len(margin) :] for line in lines)


def indent(text, prefix, predicate=None):
    lines = text.splitlines(True)
    return "".join(prefix + line if (predicate or str.strip)(line) else line for line in lines)
