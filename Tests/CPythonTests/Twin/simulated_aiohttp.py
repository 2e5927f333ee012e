"""taskviz's `aiohttp` under CPython: the same Python source, on CPython's own asyncio.

`install(program)` makes it importable; the sites are those of the `# site:` lines of the program's text.
"""

import asyncio
import importlib.util
import json
import pathlib
import re
import shlex
import socket
import sys
import types

LIBRARY = pathlib.Path(__file__).resolve().parents[3] / "Sources/PythonSubset/Library"
FILES = {
    "aiohttp": "aiohttp.py",
    "aiohttp.client_exceptions": "aiohttp_client_exceptions.py",
    "_aiohttp_connector": "aiohttp_connector.py",
    "_aiohttp_responses": "aiohttp_responses.py",
    "_aiohttp_values": "aiohttp_values.py",
}
TIMES = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1, "min": 60}
SIZES = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}


def quantity(text, units):
    number, unit = re.fullmatch(r"([\d.]+) ?(\w*)", text).groups()
    return float(number) * (units[unit] if unit else 0)


def declarations(program, keyword):
    return re.findall(rf"^\s*# {keyword}: *(.*?)\s*$", program, re.MULTILINE)


def site(line):
    line, mark, text = line.partition(" json=")
    words = shlex.split(line)
    declared = {"json": text} if mark else {}
    if words[0].isupper():
        declared["method"] = words.pop(0)
    declared["url"] = words.pop(0)
    if words and words[0].isdigit():
        declared["status"] = int(words.pop(0))
    for word in words:
        key, _, value = word.partition("=")
        if key == "delay":
            value = quantity(value, TIMES)
        elif key == "size":
            value = int(quantity(value, SIZES))
        elif key == "bandwidth":
            value = quantity(value.removesuffix("/s"), SIZES)
        declared[key] = value
    return declared


def conditions(program):
    latency, bandwidth, window = 0.0, None, None
    for line in declarations(program, "network"):
        for word in line.split():
            key, _, value = word.partition("=")
            if key == "latency":
                latency = quantity(value, TIMES)
            elif key == "bandwidth":
                bandwidth = quantity(value.removesuffix("/s"), SIZES)
            elif key == "window":
                window = int(quantity(value, SIZES))
    return latency, bandwidth, window


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in FILES:
            return None
        file = LIBRARY / FILES[name]
        return importlib.util.spec_from_file_location(
            name, file, submodule_search_locations=[] if name == "aiohttp" else None
        )


def install(program):
    for name in FILES:
        sys.modules.pop(name, None)
    simulation = types.ModuleType("_simulation")
    declared = [site(line) for line in declarations(program, "site")]
    simulation.sites = lambda: declared
    simulation.conditions = lambda: conditions(program)[:2]
    simulation.labelled_future = lambda text: asyncio.get_running_loop().create_future()
    simulation.unknown_name = lambda: socket.gaierror(-2, "Name or service not known")
    sys.modules["_simulation"] = simulation
    if Finder not in sys.meta_path:
        sys.meta_path.insert(0, Finder)


if __name__ == "__main__":
    import runpy

    text = pathlib.Path(sys.argv[1]).read_text()
    install(text)
    runpy.run_path(sys.argv[1], run_name="__main__")
