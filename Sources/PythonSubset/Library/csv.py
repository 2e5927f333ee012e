"""Rows of text with commas between their fields: read from any lines, written to whatever can be written to."""

QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3
QUOTE_STRINGS = 4
QUOTE_NOTNULL = 5


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(excel):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def list_dialects():
    return list(_dialects)


def unregister_dialect(name, /):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


class _Format:
    """What a dialect and the parameters beside it come to."""

    def __init__(self, dialect, parameters):
        if isinstance(dialect, str):
            if dialect not in _dialects:
                raise Error("unknown dialect")
            dialect = _dialects[dialect]
        values = {
            "delimiter": ",", "quotechar": '"', "escapechar": None, "doublequote": True, "skipinitialspace": False,
            "lineterminator": "\r\n", "quoting": QUOTE_MINIMAL, "strict": False,
        }
        for name in values:
            given = getattr(dialect, name, None)
            if given is not None:
                values[name] = given
        for name, value in parameters.items():
            if name not in values:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
            values[name] = value
        for name in ("delimiter", "quotechar", "escapechar"):
            value = values[name]
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                wanted = "string" if name == "delimiter" else "string or None"
                raise TypeError(f'"{name}" must be {wanted}, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        if values["quoting"] not in range(6):
            raise TypeError('bad "quoting" value')
        if values["quotechar"] is None and "quotechar" in parameters and "quoting" not in parameters:
            values["quoting"] = QUOTE_NONE
        if values["quoting"] != QUOTE_NONE and values["quotechar"] is None:
            raise TypeError("quotechar must be set if quoting enabled")
        for name, value in values.items():
            setattr(self, name, value)


def register_dialect(name, /, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, fmtparams)


def get_dialect(name, /):
    return _Format(name, {})


# Where the reading of a record stands.
_RECORD, _FIELD, _PLAIN, _QUOTED, _AFTER_QUOTE, _ESCAPED, _ESCAPED_IN_QUOTES, _END = range(8)


class _Reader:
    def __init__(self, lines, format):
        self._lines, self.dialect, self.line_num = iter(lines), format, 0

    def __iter__(self):
        return self

    def __next__(self):
        self._row, self._field, self._state, self._isNumber = [], "", _RECORD, False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if not self._field and self._state not in (_QUOTED, _AFTER_QUOTE):
                    raise
                if self.dialect.strict:
                    raise Error("unexpected end of data") from None
                self._save()
                return self._row
            if not isinstance(line, str):
                kind = type(line).__name__
                raise Error(f"iterator should return strings, not {kind} (the file should be opened in text mode)")
            self.line_num += 1
            for character in line:
                self._take(character)
            self._take("")
            if self._state == _RECORD:
                return self._row

    def _save(self):
        self._row.append(float(self._field) if self._isNumber else self._field)
        self._field, self._isNumber = "", False

    def _take(self, character):
        """Goes on by a character; nothing stands for the end of the line."""
        format, state = self.dialect, self._state
        ends = character in ("", "\n", "\r")
        quotes = format.quoting != QUOTE_NONE and character == format.quotechar
        if state == _END:
            if character == "":
                self._state = _RECORD
            elif not ends:
                raise Error(
                    "new-line character seen in unquoted field - do you need to open the file with newline=''?"
                )
        elif state == _RECORD and character == "":
            pass
        elif state in (_RECORD, _FIELD):
            if ends:
                if state == _FIELD or character == "":
                    self._save()
                self._state = _RECORD if character == "" else _END
            elif quotes:
                self._state = _QUOTED
            elif character == format.escapechar:
                self._state = _ESCAPED
            elif character == " " and format.skipinitialspace:
                self._state = _FIELD
            elif character == format.delimiter:
                self._save()
                self._state = _FIELD
            else:
                self._isNumber = format.quoting == QUOTE_NONNUMERIC
                self._field += character
                self._state = _PLAIN
        elif state == _PLAIN or state == _AFTER_QUOTE and not quotes:
            if ends:
                self._save()
                self._state = _RECORD if character == "" else _END
            elif character == format.delimiter:
                self._save()
                self._state = _FIELD
            elif state == _AFTER_QUOTE and format.strict:
                raise Error(f"'{format.delimiter}' expected after '{format.quotechar}'")
            elif state == _PLAIN and character == format.escapechar:
                self._state = _ESCAPED
            else:
                self._field += character
                self._state = _PLAIN
        elif state == _AFTER_QUOTE:
            self._field += character
            self._state = _QUOTED
        elif state == _QUOTED:
            if character == format.escapechar:
                self._state = _ESCAPED_IN_QUOTES
            elif quotes:
                self._state = _AFTER_QUOTE if format.doublequote else _PLAIN
            else:
                self._field += character
        else:
            self._field += character or "\n"
            self._state = _PLAIN if state == _ESCAPED else _QUOTED


def reader(iterable, /, dialect="excel", **fmtparams):
    return _Reader(iterable, _Format(dialect, fmtparams))


class _Writer:
    def __init__(self, file, format):
        if not hasattr(file, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._file, self.dialect = file, format

    def writerow(self, row, /):
        format = self.dialect
        try:
            fields = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        texts = [self._text(field, len(fields) == 1) for field in fields]
        return self._file.write(format.delimiter.join(texts) + format.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _text(self, field, isAlone):
        format = self.dialect
        text = "" if field is None else field if isinstance(field, str) else str(field)
        isQuoted = (
            format.quoting == QUOTE_ALL
            or format.quoting == QUOTE_NONNUMERIC and not isinstance(field, (int, float))
            or format.quoting == QUOTE_STRINGS and isinstance(field, str)
            or format.quoting == QUOTE_NOTNULL and field is not None
        )
        special = {format.delimiter, format.escapechar, format.quotechar, "\n", "\r", *format.lineterminator}
        escapes, made = format.escapechar or "", ""
        for character in text:
            before = ""
            if character in special:
                if format.quoting == QUOTE_NONE:
                    before = escapes
                elif character == format.quotechar:
                    before = character if format.doublequote else escapes
                elif character == format.escapechar:
                    before = escapes
                else:
                    isQuoted = True
                    before = None
                if before == "":
                    raise Error("need to escape, but no escapechar set")
                isQuoted = isQuoted or format.quoting != QUOTE_NONE and (before != escapes or before is None)
            made += (before or "") + character
        if isAlone and not text:
            if format.quoting == QUOTE_NONE or field is None and format.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("single empty field record must be quoted")
            isQuoted = True
        return f"{format.quotechar}{made}{format.quotechar}" if isQuoted else made


def writer(fileobj, /, dialect="excel", **fmtparams):
    return _Writer(fileobj, _Format(dialect, fmtparams))


class DictReader:
    """Rows as dictionaries, whose keys the first row has unless they are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None and iter(fieldnames) is fieldnames else fieldnames
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames = list(fieldnames) if iter(fieldnames) is fieldnames else fieldnames
        self.restval, self.extrasaction = restval, extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, row):
        if self.extrasaction == "raise":
            wrong = [repr(name) for name in row if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(wrong))
        return (row.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._values, rowdicts))
