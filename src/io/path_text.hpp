#pragma once

#include <filesystem>
#include <string>

namespace fealty::io {

/// A path as messages show it, in UTF-8 on every system.
inline std::string path_text(const std::filesystem::path& path) {
  const auto text = path.u8string();
  return {text.begin(), text.end()};
}

}  // namespace fealty::io
