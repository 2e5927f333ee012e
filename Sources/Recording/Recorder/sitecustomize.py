"""Python imports this module when it starts: it waits for the program to import asyncio and has it recorded from then on.

What it hides, a sitecustomize of the program's own, runs as if this one were not there.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def without_recorder():
    """Where modules are looked for without the recorder."""
    return [folder for folder in sys.path if os.path.abspath(folder) != HERE]


def start():
    """Records asyncio, which has just been imported; a program that cannot be recorded runs all the same."""
    sys.path.insert(0, HERE)
    try:
        from taskviz_recorder import start

        start.start(os.environ["TASKVIZ_RECORDING"])
    except Exception as error:
        sys.stderr.write("taskviz: nothing is recorded here: %s: %s\n" % (type(error).__name__, error))
    finally:
        sys.path.remove(HERE)


class StartingLoader:
    """Loads a module as its own loader does, and then starts the recorder."""

    def __init__(self, loader):
        self._loader = loader

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        start()


class AsyncioFinder:
    """Finds asyncio where it is; anything else is for the other finders."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "asyncio":
            return None
        sys.meta_path.remove(cls)
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = StartingLoader(spec.loader)
        return spec


def run_hidden_module():
    """Runs the sitecustomize that Python would have imported."""
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    spec = PathFinder.find_spec("sitecustomize", without_recorder())
    if spec is None or spec.loader is None:
        return
    module = module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


if os.environ.get("TASKVIZ_RECORDING"):
    sys.path[:] = without_recorder()
    if "asyncio" in sys.modules:
        start()
    else:
        sys.meta_path.insert(0, AsyncioFinder)
run_hidden_module()
