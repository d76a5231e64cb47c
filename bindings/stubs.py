"""Writes or checks the typed stub of the compiled module, python/fealty/_core.pyi.

Usage: stubs.py [--check]

With --check nothing is written: the stub must be what the module gives, and mypy's stubtest must find that the
installed stub says what the module does.

The stub comes from the module that this Python imports, by pybind11-stubgen; it is never edited by hand.
"""

from __future__ import annotations

import difflib
import importlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType, WrapperDescriptorType

STUB = Path(__file__).resolve().parent.parent / "python" / "fealty" / "_core.pyi"
HEADER = "# Made by bindings/stubs.py from the compiled module.\n"


def generate() -> str:
    """The stub of the installed module."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pybind11_stubgen", "fealty._core", "--exit-code", "--output-dir", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        stub = (Path(folder) / "fealty" / "_core.pyi").read_text(encoding="utf-8")
    return HEADER + with_comparison(with_errors(stub))


def with_comparison(stub: str) -> str:
    """The stub with == as Python has it: it takes any object, and a class that has it may be without a hash."""
    stub = re.sub(r"(def __(?:eq|ne)__\(self, \w+: )[^)]+(\) -> bool:)", r"\1object\2", stub)
    return re.sub(r"(__hash__: .* = None)\n", r"\1  # type: ignore[assignment]\n", stub)


def with_errors(stub: str) -> str:
    """The stub with the error classes defined in it.

    They call themselves fealty.RecordError and so on, so the generator imports them from the package, which itself
    imports them from the compiled module.
    """
    imported = re.compile(r"^from fealty import (\w+)\n", re.MULTILINE)
    module = importlib.import_module("fealty._core")
    classes = sorted((getattr(module, name) for name in imported.findall(stub)), key=lambda cls: len(cls.__mro__))
    definitions = "".join(define_error(cls) for cls in classes)
    return re.sub(r"^__all__: .*\n", lambda _: definitions, imported.sub("", stub), flags=re.MULTILINE)


def define_error(cls: type[Exception]) -> str:
    """The definition of an error class, as a stub has it."""
    bases = ", ".join(base.__name__ for base in cls.__bases__)
    documentation = "\n".join(f"    {line}".rstrip() for line in (cls.__doc__ or "").splitlines())
    code = "    code: str\n" if "code" in vars(cls) else ""
    return f'class {cls.__name__}({bases}):\n    """\n{documentation}\n    """\n{code}'


def difference() -> str:
    """What would have to change in the checked-in stub, as a diff; empty if nothing."""
    current = STUB.read_text(encoding="utf-8") if STUB.exists() else ""
    lines = difflib.unified_diff(
        current.splitlines(True), generate().splitlines(True), str(STUB), "the compiled module"
    )
    return "".join(lines)


def indescribable(module: ModuleType) -> list[str]:
    """What no stub can say: that classes of pybind11 have its metaclass, and those without a constructor its own."""
    classes = {f"fealty._core.{cls.__qualname__}": cls for cls in vars(module).values() if isinstance(cls, type)}
    bare = [name for name, cls in classes.items() if isinstance(getattr(cls, "__init__", None), WrapperDescriptorType)]
    return [*classes, *(f"{name}.__init__" for name in bare)]


def stubtest() -> str:
    """What mypy's stubtest has against the installed stub; empty if nothing."""
    module = importlib.import_module("fealty._core")
    with tempfile.TemporaryDirectory() as folder:
        allowed = Path(folder) / "allowed"
        allowed.write_text("\n".join(indescribable(module)), encoding="utf-8")
        command = [sys.executable, "-m", "mypy.stubtest", "fealty._core", "--allowlist", str(allowed)]
        run = subprocess.run([*command, "--ignore-unused-allowlist"], cwd=folder, capture_output=True, text=True)
    return run.stdout + run.stderr if run.returncode else ""


def main(arguments: list[str]) -> int:
    """Runs the command line."""
    if arguments != ["--check"]:
        STUB.write_text(generate(), encoding="utf-8")
        return 0
    problems = difference() or stubtest()
    print(problems or f"{STUB.name} is up to date")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
