#include "../../../src/io/xes_blocks.hpp"

#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::io {
namespace {

struct Cut {
  std::string text;
  Place start;
  std::uint64_t offset;
};

std::vector<Cut> blocks_of(const std::string& text) {
  const auto bytes = open_bytes(std::string_view(text));
  BlockSource source(*bytes);
  TextBlock block;
  std::vector<Cut> cuts;
  while (source.next(block)) {
    EXPECT_EQ(std::string(block.buffer.data() + block.size, TextBlock::padding), std::string(TextBlock::padding, '\0'));
    cuts.push_back({std::string(block.text()), block.start, block.offset});
    EXPECT_EQ(block.index, cuts.size() - 1);
    EXPECT_EQ(block.is_last, block.offset + block.size == text.size());
  }
  return cuts;
}

TEST(XesBlocks, TogetherAreTheTextAndBeginAtTracesAndEvents) {
  std::string text = "<log>";
  for (int i = 0; text.size() < 3 * BlockSource::usual_size; ++i) {
    text += "<trace><string key='" + std::string(static_cast<std::size_t>(i % 977), 'x') + "'/><event></event></trace>";
  }
  for (const std::size_t cut_off : {0U, 1U, 7U, 100'000U}) {
    const std::string part = text.substr(0, text.size() - cut_off);
    std::string joined;
    for (const Cut& one : blocks_of(part)) {
      EXPECT_EQ(one.offset, joined.size());
      if (!joined.empty()) {
        EXPECT_TRUE(one.text.starts_with(one.start == Place::log ? "<trace" : "<event")) << one.text.substr(0, 20);
      }
      EXPECT_LE(one.text.size(), BlockSource::usual_size);
      joined += one.text;
    }
    EXPECT_EQ(joined, part);
  }
}

TEST(XesBlocks, ATextOfExactlyOneBlockIsOneBlockOrTwo) {
  for (const std::size_t size : {BlockSource::usual_size - 1, BlockSource::usual_size, BlockSource::usual_size + 1}) {
    std::string text = "<log><trace>";
    text += std::string(size - text.size(), ' ');
    std::string joined;
    for (const Cut& one : blocks_of(text)) joined += one.text;
    EXPECT_EQ(joined, text);
  }
  EXPECT_EQ(blocks_of("").size(), 1U);
}

TEST(XesBlocks, WhatCannotBeCutGrowsToALimit) {
  const std::string large = "<log>" + std::string(3 * BlockSource::usual_size, ' ') + "<trace></trace>" +
                            std::string(BlockSource::usual_size, ' ');
  const auto cuts = blocks_of(large);
  ASSERT_EQ(cuts.size(), 2U);
  EXPECT_TRUE(cuts[1].text.starts_with("<trace>"));
  EXPECT_THROW(blocks_of(std::string(BlockSource::largest_size + 1, ' ')), RecordError);
}

}  // namespace
}  // namespace fealty::io
