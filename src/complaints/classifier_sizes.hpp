#pragma once

#include <cstddef>

namespace fealty::complaints {

inline constexpr std::size_t texts_at_a_time = 128;       ///< of predicting, in parallel
inline constexpr std::size_t enough_to_judge_anew = 200;  ///< further texts

}  // namespace fealty::complaints
