"""Makes docstrings.cpp from the documentation comments of the public headers.

Usage: docstrings.py OUTPUT INCLUDE_FOLDER

Every declaration with a ``///`` comment before it (or ``///<`` behind it) becomes an entry that the bindings look up by
qualified name: ``DOC("fealty::customers::Book::merge")``. A test holds the names that the bindings ask for against the
comments that there are, so a docstring is never missing and never typed twice.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SCOPE = re.compile(r"^(?:inline\s+)?(namespace|class|struct|enum class|enum)\s+([\w:]+)[^;]*\{")
DECLARATION = re.compile(r"(operator\s*[^\s\w(]+|~?\w+)\s*(?:\(|\{|=|;|,|$)")


def comments(lines: list[str]) -> dict[str, str]:
    """Qualified name -> comment, for one header."""
    found: dict[str, str] = {}
    scopes: list[tuple[str, int]] = []
    depth = 0
    pending: list[str] = []
    for raw in lines:
        line = raw.strip()
        if line.startswith("///") and not line.startswith("///<"):
            pending.append(line[3:].removeprefix(" "))
            continue
        trailing = re.search(r"///<\s?(.*)$", line)
        code = re.sub(r"//.*$", "", line).strip()
        if not code:
            if not line:
                pending = []
            continue
        if code.startswith("template") and not code.endswith((";", "{", "}")):
            continue
        text = "\n".join(pending) if pending else (trailing.group(1) if trailing else "")
        scope = SCOPE.match(code)
        name = scope.group(2) if scope else declared(code)
        if text and name:
            found.setdefault("::".join([*(s for s, _ in scopes), name]), text.strip())
        pending = []
        opened = code.count("{") - code.count("}")
        if scope and opened > 0:
            scopes.append((name, depth))
        depth += opened
        while scopes and depth <= scopes[-1][1]:
            scopes.pop()
    return found


def declared(code: str) -> str:
    """The name that a line of code declares."""
    code = re.sub(r"\[\[\w+\]\]", "", code)
    while (shorter := re.sub(r"<[^<>]*>", "", code)) != code:
        code = shorter
    match = DECLARATION.search(code)
    return match.group(1) if match else ""


def main(output: str, include: str) -> None:
    """Writes the table."""
    found: dict[str, str] = {}
    for header in sorted(Path(include).rglob("*.hpp")):
        for name, text in comments(header.read_text(encoding="utf-8").splitlines()).items():
            found.setdefault(name, text)
    entries = "\n".join(f'    {{"{name}", R"doc({text})doc"}},' for name, text in sorted(found.items()))
    Path(output).write_text(
        "// Made by docstrings.py from the comments of the public headers.\n"
        '#include "docstrings.hpp"\n\n#include <algorithm>\n#include <iterator>\n\n'
        "namespace fealty::bindings {\nnamespace {\n\n"
        "struct Entry {\n  std::string_view name;\n  const char* text;\n};\n\n"
        f"constexpr Entry entries[] = {{\n{entries}\n}};\n\n}}  // namespace\n\n"
        "const char* docstring(std::string_view name) {\n"
        "  const auto* entry = std::ranges::lower_bound(entries, name, {}, &Entry::name);\n"
        '  return entry != std::end(entries) && entry->name == name ? entry->text : "";\n}\n\n'
        "}  // namespace fealty::bindings\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])
