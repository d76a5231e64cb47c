#pragma once

#include <string_view>

namespace fealty::bindings {

/// The documentation comment of a public declaration, by its qualified name. Throws std::logic_error if there is none.
const char* docstring(std::string_view name);

}  // namespace fealty::bindings

#define DOC(name) ::fealty::bindings::docstring(name)
