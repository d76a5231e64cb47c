#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/xes.hpp"
#include "path_text.hpp"
#include "xes_assembly.hpp"
#include "xes_blocks.hpp"
#include "xes_bytes.hpp"
#include "xes_parser.hpp"

namespace fealty::io {

namespace {

using OpenBytes = std::function<std::unique_ptr<ByteSource>()>;

/// What is wrong at a byte of the whole text.
struct LocatedError {
  std::uint64_t at = 0;
  std::string message;
};

/// Reads a log once: whichever thread is free takes the next block of the text and parses it; the results are joined in
/// the order of the blocks.
///
/// Where a block begins is a guess, made when those before it were not yet read: a `<trace` may stand in a comment. So
/// a block is joined only when what came before ended where the block begins; if not, it is parsed again, together with
/// what came before.
class Pass {
 public:
  Pass(ByteSource& bytes, const XesForced& forced) : bytes_(bytes), forced_(forced), blocks_(bytes) {}

  /// Throws LocatedError, and what reading throws.
  XesAssembly run() {
    constexpr std::uint64_t stored_per_share = std::uint64_t{1} << 15;
    constexpr std::uint64_t most_shares = 256;
    shares_ = static_cast<std::size_t>(std::min(most_shares, 1 + bytes_.stored() / stored_per_share));
    run_tasks(shares_, [this](std::size_t share) { read_share(share); }, "reading events");
    if (failure_) std::rethrow_exception(failure_);
    return std::move(assembly_);
  }

 private:
  // A share is done when so much of the file has been taken, by whomever; the last one is done at the end. Shares are
  // there for the progress that is shown and so that reading can be stopped.
  void read_share(std::size_t share) {
    while (share + 1 == shares_ || taken_ * shares_ < bytes_.stored() * (share + 1)) {
      std::unique_ptr<TextBlock> block = free_block();
      std::exception_ptr failure;
      if (!take(*block, failure)) return;
      ParsedBlock parsed;
      try {
        if (!failure) parsed = parse_block(*block, block->start, forced_);
      } catch (...) {
        failure = std::current_exception();
      }
      join_in_turn(std::move(block), std::move(parsed), failure);
    }
  }

  std::unique_ptr<TextBlock> free_block() {
    const std::lock_guard lock(free_mutex_);
    if (free_.empty()) return std::make_unique<TextBlock>();
    auto block = std::move(free_.back());
    free_.pop_back();
    return block;
  }

  /// The next block, or what failed in its place: both are joined in their turn.
  bool take(TextBlock& block, std::exception_ptr& failure) {
    const std::lock_guard lock(source_mutex_);
    if (source_failed_ || is_stopped_) return false;
    try {
      const bool is_there = blocks_.next(block);
      taken_ = bytes_.taken();
      return is_there;
    } catch (...) {
      failure = std::current_exception();
      source_failed_ = true;
      return true;
    }
  }

  void join_in_turn(std::unique_ptr<TextBlock> block, ParsedBlock parsed, const std::exception_ptr& failure) {
    const std::uint64_t index = block->index;
    {
      std::unique_lock lock(turn_mutex_);
      turn_changed_.wait(lock, [&] { return turn_ == index; });
    }
    if (!failure_) {
      try {
        if (failure) std::rethrow_exception(failure);
        join(std::move(block), std::move(parsed));
      } catch (...) {
        failure_ = std::current_exception();
        is_stopped_ = true;
      }
    }
    {
      const std::lock_guard lock(turn_mutex_);
      turn_ = index + 1;
    }
    turn_changed_.notify_all();
  }

  void join(std::unique_ptr<TextBlock> block, ParsedBlock parsed) {
    if (unfinished_) {
      block = joined(std::move(unfinished_), *block);
      parsed = parse_block(*block, place_, forced_);
    } else if (block->start != place_) {
      parsed = parse_block(*block, place_, forced_);
    }
    if (parsed.error) throw LocatedError{block->offset + parsed.error->at, parsed.error->message};
    if (block->is_last) require_end(*block, parsed);
    if (!parsed.is_complete) {
      if (block->size > BlockSource::largest_size) {
        throw LocatedError{block->offset, fmt::format("what begins here is larger than {} bytes and is not taken",
                                                      BlockSource::largest_size)};
      }
      unfinished_ = std::move(block);
      return;
    }
    const Place start = place_;
    place_ = parsed.end;
    assembly_.append(std::move(parsed), start);
    const std::lock_guard lock(free_mutex_);
    free_.push_back(std::move(block));
  }

  static std::unique_ptr<TextBlock> joined(std::unique_ptr<TextBlock> first, const TextBlock& second) {
    first->buffer.resize(first->size);
    first->buffer.insert(first->buffer.end(), second.text().begin(), second.text().end());
    first->size += second.size;
    first->buffer.resize(first->size + TextBlock::padding);
    first->is_last = second.is_last;
    return first;
  }

  static void require_end(const TextBlock& block, const ParsedBlock& parsed) {
    if (parsed.is_complete && parsed.end == Place::epilog) return;
    std::string_view inside = parsed.inside;
    if (parsed.is_complete) inside = parsed.end == Place::log ? "the log" : "a trace";
    throw LocatedError{block.offset + block.size,
                       fmt::format("the text ends inside of {}; expected all up to </log>", inside)};
  }

  ByteSource& bytes_;
  const XesForced& forced_;
  std::size_t shares_ = 1;
  std::atomic<std::uint64_t> taken_ = 0;
  std::atomic<bool> is_stopped_ = false;

  std::mutex source_mutex_;
  BlockSource blocks_;
  bool source_failed_ = false;

  std::mutex free_mutex_;
  std::vector<std::unique_ptr<TextBlock>> free_;

  std::mutex turn_mutex_;
  std::condition_variable turn_changed_;
  std::uint64_t turn_ = 0;

  // Of the thread whose turn it is.
  std::exception_ptr failure_;
  std::unique_ptr<TextBlock> unfinished_;
  Place place_ = Place::prolog;
  XesAssembly assembly_;
};

/// Reads again up to an error, to say in which line it is.
[[noreturn]] void refuse(const OpenBytes& open, const LocatedError& error) {
  const auto bytes = open();
  std::vector<char> buffer(std::size_t{1} << 16);
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  for (std::uint64_t left = error.at; left > 0;) {
    const std::size_t got =
        bytes->read(buffer.data(), static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer.size())));
    if (got == 0) break;
    left -= got;
    for (std::size_t i = 0; i < got; ++i) {
      const bool continues = (static_cast<unsigned char>(buffer[i]) & 0xC0U) == 0x80U;
      column = buffer[i] == '\n' ? 1 : column + (continues ? 0 : 1);
      line += buffer[i] == '\n' ? 1 : 0;
    }
  }
  throw RecordError(code::refused_record, fmt::format("line {}, column {}: {}", line, column, error.message));
}

XesLog read(const OpenBytes& open, const XesOptions& options) {
  XesForced forced;
  while (true) {
    const auto bytes = open();
    try {
      XesAssembly assembly = Pass(*bytes, forced).run();
      if (options.fill_defaults) assembly.note_defaults();
      if (!assembly.find_mixed(forced)) return std::move(assembly).finish(options);
    } catch (const LocatedError& error) {
      refuse(open, error);
    }
  }
}

/// The error with the name of the file before its message.
RecordError in_file(const RecordError& error, const std::filesystem::path& path) {
  const std::string_view message = std::string_view(error.what()).substr(error.code().size() + 2);
  return {error.code(), fmt::format("'{}', {}", path_text(path), message)};
}

}  // namespace

XesLog read_xes(const std::filesystem::path& path, const XesOptions& options) {
  try {
    return read([&] { return open_bytes(path); }, options);
  } catch (const RecordError& error) {
    throw in_file(error, path);
  }
}

XesLog parse_xes(std::string_view bytes, const XesOptions& options) {
  return read([&] { return open_bytes(bytes); }, options);
}

}  // namespace fealty::io
