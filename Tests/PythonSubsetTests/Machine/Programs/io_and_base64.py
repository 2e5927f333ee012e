import io, base64, binascii
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "|", e)
s = io.StringIO("one\ntwo\nthree")
print(repr(s.readline()), s.tell(), repr(s.read(2)), repr(s.read()), repr(s.read()), s.seek(0), list(s), s.getvalue())
s.seek(4); s.write("TWO"); print(s.getvalue(), s.tell()); s.seek(0, 2); print("end", "of", file=s, sep="-"); print(repr(s.getvalue()))
s.seek(4); s.truncate(); print(repr(s.getvalue())); s.seek(8); s.write("x"); print(repr(s.getvalue()))
attempt(lambda: s.write(b"x")); attempt(lambda: s.seek(-1)); attempt(lambda: s.seek(3, 1)); attempt(lambda: io.StringIO(3)); attempt(lambda: s.fileno())
with io.StringIO() as t:
    t.writelines(["a\n", "b\n"]); print(t.getvalue().split(), t.closed)
print(t.closed); attempt(lambda: t.read()); attempt(lambda: t.getvalue())
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.readline(), b.seek(-2, 2), b.read(), b.write(b"!!"), b.getvalue(), b.tell(), bytes(b.getbuffer()))
attempt(lambda: b.write("x")); attempt(lambda: b.seek(-1)); attempt(lambda: io.BytesIO("x"))
buf = bytearray(3); b.seek(0); print(b.readinto(buf), buf); b.close(); attempt(lambda: b.read())
for data in (b"", b"a", b"ab", b"abc", bytes(range(250, 256)), b"hello world!"):
    e = base64.b64encode(data); print(e, base64.urlsafe_b64encode(data), base64.b64decode(e), base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)), base64.b16encode(data), base64.b32encode(data))
attempt(lambda: base64.b64encode("x")); attempt(lambda: base64.b64decode("YWJj")); attempt(lambda: base64.b64decode("YWJ")); attempt(lambda: base64.b64decode("Y")); attempt(lambda: base64.b64decode("YWJjY")); attempt(lambda: base64.b64decode("é")); attempt(lambda: base64.b64decode("YW Jj\n")); attempt(lambda: base64.b64decode("YW!j", validate=True)); attempt(lambda: base64.b64decode(3)); attempt(lambda: base64.b64decode("YWI="));  attempt(lambda: base64.b64decode(b"=")); attempt(lambda: base64.b16decode("0g")); attempt(lambda: base64.b16decode("0F")); attempt(lambda: binascii.unhexlify("abc")); attempt(lambda: binascii.hexlify(b"ab", ":")); attempt(lambda: binascii.unhexlify("zz"))
print(issubclass(binascii.Error, ValueError), isinstance(s, io.IOBase))
