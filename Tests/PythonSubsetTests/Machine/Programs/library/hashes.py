"""`hashlib`: MD5 and SHA-1 to SHA-512, at every length around the ends of blocks."""

import hashlib
import random

NAMES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]
text = bytes(i * 7 % 251 for i in range(300))
for name in NAMES:
    make = getattr(hashlib, name)
    print(name, make(b"").hexdigest(), make(b"abc").digest())
    print([make(text[:size]).hexdigest()[:12] for size in range(300)])
    h = make()
    for part in (b"Hello", b" ", bytearray(b"world"), memoryview(b"!")):
        h.update(part)
    twin = h.copy()
    twin.update(b"?")
    print(h.name, h.digest_size, h.block_size, h.hexdigest() == make(b"Hello world!").hexdigest(), twin.hexdigest())
    print(hashlib.new(name, b"x").hexdigest() == make(b"x", usedforsecurity=False).hexdigest(), make(string=b"a").hexdigest())
for call in (
    lambda: hashlib.md5("text"), lambda: hashlib.sha1().update("text"), lambda: hashlib.sha256(5),
    lambda: hashlib.md5(b"a", b"b"), lambda: hashlib.new("SHA256").name,
):
    try:
        print(call())
    except TypeError as error:
        print(error)
for size in (111, 112, 119, 120, 128):
    random.seed("s" * size)
    print(random.random())
