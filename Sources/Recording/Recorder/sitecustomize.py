"""Python imports this module when it starts: it waits for the program to import asyncio and has it recorded from then on.

What it hides, a sitecustomize of the program's own, runs as if this one were not there.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def without_recorder():
    """Where modules are looked for without the recorder."""
    return [folder for folder in sys.path if os.path.abspath(folder) != HERE]


def refusal():
    """Why this Python cannot be recorded; nothing where it can."""
    name = getattr(getattr(sys, "implementation", None), "name", "cpython")
    if name != "cpython":
        return "only CPython can be recorded, and this is %s" % name
    if sys.version_info < (3, 8):
        return "only CPython 3.8 and later can be recorded, and this is %d.%d" % sys.version_info[:2]
    return None


def is_main_interpreter():
    """Whether this is not an interpreter within the process of another one, which is recorded."""
    try:
        import _interpreters as interpreters
    except ImportError:
        try:
            import _xxsubinterpreters as interpreters
        except ImportError:
            return True
    # Before 3.13 they are numbers, then pairs that begin with one.
    return interpreters.get_current() == interpreters.get_main()


def tell(reason):
    """Tells taskviz, and not whoever reads what the program writes, why nothing is recorded."""
    path = os.path.join(os.environ["TASKVIZ_RECORDING"], "%d.reason" % os.getpid())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, reason.encode("utf-8", "replace"))
        os.close(descriptor)
    except (IOError, OSError):
        pass


def start():
    """Records asyncio, which has just been imported; a program that cannot be recorded runs all the same."""
    if not is_main_interpreter():
        return
    sys.path.insert(0, HERE)
    # The recorder's modules stay where they are, and what Python makes of them too, whatever becomes of the program's.
    plain, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    try:
        from taskviz_recorder import start

        start.start(os.environ["TASKVIZ_RECORDING"])
    except Exception as error:
        tell("%s: %s" % (type(error).__name__, error))
    finally:
        sys.dont_write_bytecode = plain
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
    if sys.version_info < (3, 5):
        return run_hidden_module_of_old()
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    spec = PathFinder.find_spec("sitecustomize", without_recorder())
    if spec is None or spec.loader is None:
        return
    module = module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


def run_hidden_module_of_old():
    """The same for Pythons that know no specs of modules."""
    import imp

    try:
        found = imp.find_module("sitecustomize", without_recorder())
    except ImportError:
        return
    imp.load_module("sitecustomize", *found)


if os.environ.get("TASKVIZ_RECORDING"):
    sys.path[:] = without_recorder()
    REFUSAL = refusal()
    if not REFUSAL and os.environ.get("TASKVIZ_VIRTUAL_TIME"):
        # The program may take functions out of `time` before it imports asyncio.
        import asyncio
    if REFUSAL:
        tell(REFUSAL)
    elif "asyncio" in sys.modules:
        start()
    else:
        sys.meta_path.insert(0, AsyncioFinder)
run_hidden_module()
