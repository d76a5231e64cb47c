#pragma once

#include <string_view>

namespace fealty::bindings {

/// The documentation comment of a public declaration, by its qualified name; empty if there is none, which a
/// test does not let pass.
const char* docstring(std::string_view name);

}  // namespace fealty::bindings

#define DOC(name) ::fealty::bindings::docstring(name)
