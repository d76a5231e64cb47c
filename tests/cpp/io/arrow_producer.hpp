#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/io/arrow.hpp"

namespace fealty::io {

// An array made by hand with its schema, as any producer may make it. Release calls are counted, and the memory is
// really gone afterwards, so that the address sanitizer sees whoever reads it then.
class Producer {
 public:
  explicit Producer(std::string format) : parts_(new Parts) {
    parts_->format = std::move(format);
    array.release = [](ArrowArray* self) {
      auto* parts = static_cast<Parts*>(self->private_data);
      ++*parts->released;
      for (auto& child : parts->children) {
        if (child.array.release != nullptr) child.array.release(&child.array);
      }
      if (parts->dictionary && parts->dictionary->array.release != nullptr) {
        parts->dictionary->array.release(&parts->dictionary->array);
      }
      parts->bytes.clear();
      self->release = nullptr;
      if (--parts->holders == 0) delete parts;
    };
    schema.release = [](ArrowSchema* self) {
      auto* parts = static_cast<Parts*>(self->private_data);
      for (auto& child : parts->children) {
        if (child.schema.release != nullptr) child.schema.release(&child.schema);
      }
      if (parts->dictionary && parts->dictionary->schema.release != nullptr) {
        parts->dictionary->schema.release(&parts->dictionary->schema);
      }
      ++*parts->released;
      self->release = nullptr;
      if (--parts->holders == 0) delete parts;
    };
    array.private_data = schema.private_data = parts_;
    schema.format = parts_->format.c_str();
    schema.name = parts_->name.c_str();
  }
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;
  ~Producer() {
    if (array.release != nullptr) array.release(&array);
    if (schema.release != nullptr) schema.release(&schema);
  }

  Producer& named(std::string name) {
    parts_->name = std::move(name);
    schema.name = parts_->name.c_str();
    return *this;
  }
  Producer& rows(std::int64_t length, std::int64_t offset = 0, std::int64_t null_count = -1) {
    array.length = length;
    array.offset = offset;
    array.null_count = null_count;
    return *this;
  }
  Producer& no_buffer() { return add(nullptr); }
  template <class T>
  Producer& buffer(const std::vector<T>& values, std::size_t shift = 0) {
    auto& bytes = parts_->bytes.emplace_back(values.size() * sizeof(T) + shift + 1);
    if (!values.empty()) std::memcpy(bytes.data() + shift, values.data(), values.size() * sizeof(T));
    return add(bytes.data() + shift);
  }
  Producer& text(std::string_view bytes) { return buffer(std::vector<char>(bytes.begin(), bytes.end())); }
  Producer& child(std::string format) {
    auto& made = parts_->children.emplace_back(std::move(format));
    parts_->child_arrays.push_back(&made.array);
    parts_->child_schemas.push_back(&made.schema);
    array.n_children = schema.n_children = static_cast<std::int64_t>(parts_->children.size());
    array.children = parts_->child_arrays.data();
    schema.children = parts_->child_schemas.data();
    return made;
  }
  Producer& dictionary(std::string format) {
    parts_->dictionary = std::make_unique<Producer>(std::move(format));
    array.dictionary = &parts_->dictionary->array;
    schema.dictionary = &parts_->dictionary->schema;
    return *parts_->dictionary;
  }

  // How often array and schema were released together; outlives the producer's memory.
  [[nodiscard]] std::shared_ptr<int> releases() const { return parts_->released; }

  Column import(std::string_view name = "x") { return import_column(array, schema, name); }

  ArrowArray array{};
  ArrowSchema schema{};

 private:
  struct Parts {
    std::string format;
    std::string name;
    std::deque<std::vector<std::byte>> bytes;
    std::vector<const void*> buffers;
    std::deque<Producer> children;
    std::vector<ArrowArray*> child_arrays;
    std::vector<ArrowSchema*> child_schemas;
    std::unique_ptr<Producer> dictionary;
    std::shared_ptr<int> released = std::make_shared<int>(0);
    int holders = 2;
  };

  Producer& add(const void* data) {
    parts_->buffers.push_back(data);
    array.n_buffers = static_cast<std::int64_t>(parts_->buffers.size());
    array.buffers = parts_->buffers.data();
    return *this;
  }

  Parts* parts_;
};

}  // namespace fealty::io
