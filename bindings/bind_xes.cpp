#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "compute.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/io/xes.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {

constexpr const char* type_names[] = {"string", "date", "int", "float", "boolean", "id", "list", "container"};

py::object value_of(const io::XesAttribute& attribute) {
  return std::visit(
      [](const auto& value) -> py::object {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::monostate>) {
          return py::none();
        } else if constexpr (std::is_same_v<Value, Time>) {
          const auto datetime = py::module_::import("datetime");
          const py::object epoch =
              datetime.attr("datetime")(1970, 1, 1, 0, 0, 0, 0, datetime.attr("timezone").attr("utc"));
          return epoch + datetime.attr("timedelta")(py::arg("microseconds") = value.us);
        } else {
          return py::cast(value);
        }
      },
      attribute.value);
}

io::XesOptions options_of(bool fill_defaults, const std::string& rule) {
  if (rule != "keep" && rule != "refuse") {
    throw ParameterError(code::unknown_name, "there is no rule \"" + rule + "\" for a log; the rules are keep, refuse");
  }
  return {Rules(rule == "refuse" ? Rule::refuse : Rule::keep), fill_defaults};
}

std::vector<std::uint64_t> sizes_of(const io::XesLog& log) {
  std::vector<std::uint64_t> sizes;
  for (std::size_t i = 0; i < log.traces(); ++i) sizes.push_back(log.trace_offsets[i + 1] - log.trace_offsets[i]);
  return sizes;
}

void bind_parts(py::module_& m) {
  py::class_<io::XesAttribute>(m, "XesAttribute", DOC("fealty::io::XesAttribute"))
      .def_readonly("key", &io::XesAttribute::key)
      .def_property_readonly("type",
                             [](const io::XesAttribute& a) { return type_names[static_cast<std::size_t>(a.type)]; })
      .def_property_readonly("value", &value_of, DOC("fealty::io::XesValue"))
      .def_readonly("children", &io::XesAttribute::children)
      .def("__repr__", [](const io::XesAttribute& a) {
        return py::str("<fealty.XesAttribute: {} {} = {!r}, {} inside>")
            .format(type_names[static_cast<std::size_t>(a.type)], a.key, value_of(a), a.children.size());
      });
  py::class_<io::XesExtension>(m, "XesExtension", DOC("fealty::io::XesExtension"))
      .def_readonly("name", &io::XesExtension::name)
      .def_readonly("prefix", &io::XesExtension::prefix)
      .def_readonly("uri", &io::XesExtension::uri)
      .def("__repr__",
           [](const io::XesExtension& e) { return "<fealty.XesExtension: " + e.name + " " + e.prefix + ">"; });
  py::class_<io::XesClassifier>(m, "XesClassifier", DOC("fealty::io::XesClassifier"))
      .def_readonly("name", &io::XesClassifier::name)
      .def_readonly("scope", &io::XesClassifier::scope, DOC("fealty::io::XesClassifier::scope"))
      .def_readonly("keys", &io::XesClassifier::keys)
      .def("__repr__", [](const io::XesClassifier& c) {
        return py::str("<fealty.XesClassifier: {} {!r}>").format(c.name, c.keys);
      });
}

}  // namespace

void bind_xes(py::module_& m) {
  bind_parts(m);
  py::class_<io::XesLog>(m, "XesLog", DOC("fealty::io::XesLog"))
      .def_readonly("events", &io::XesLog::events, DOC("fealty::io::XesLog::events"))
      .def_readonly("attributes", &io::XesLog::attributes, DOC("fealty::io::XesLog::attributes"))
      .def_readonly("trace_defaults", &io::XesLog::trace_defaults, DOC("fealty::io::XesLog::trace_defaults"))
      .def_readonly("event_defaults", &io::XesLog::event_defaults, DOC("fealty::io::XesLog::event_defaults"))
      .def_readonly("classifiers", &io::XesLog::classifiers, DOC("fealty::io::XesLog::classifiers"))
      .def_readonly("extensions", &io::XesLog::extensions, DOC("fealty::io::XesLog::extensions"))
      .def_readonly("intake", &io::XesLog::intake, DOC("fealty::io::XesLog::intake"))
      .def_readonly("empty_traces", &io::XesLog::empty_traces, DOC("fealty::io::XesLog::empty_traces"))
      .def_readonly("repeated_keys", &io::XesLog::repeated_keys, DOC("fealty::io::XesLog::repeated_keys"))
      .def_readonly("repeated_key", &io::XesLog::repeated_key, DOC("fealty::io::XesLog::repeated_key"))
      .def_property_readonly(
          "filled",
          [](const io::XesLog& log) {
            std::map<std::string, std::uint64_t> filled;
            for (const auto& one : log.filled) filled[one.column] = one.count;
            return filled;
          },
          DOC("fealty::io::XesFilled"))
      .def_property_readonly("trace_sizes", &sizes_of, "The number of events of each trace that has some.")
      .def("__len__", [](const io::XesLog& log) { return log.events.rows(); })
      .def("__repr__", [](const io::XesLog& log) {
        return "<fealty.XesLog: " + std::to_string(log.events.rows()) + " events in " + std::to_string(log.traces()) +
               " traces>";
      });
  m.def(
      "read_xes",
      [](const std::filesystem::path& path, bool fill_defaults, const std::string& rule) {
        const auto options = options_of(fill_defaults, rule);
        return compute([&] { return io::read_xes(path, options); });
      },
      py::arg("path"), py::kw_only(), py::arg("fill_defaults") = io::XesOptions{}.fill_defaults,
      py::arg("rule") = "keep", DOC("fealty::io::read_xes"));
  m.def(
      "parse_xes",
      [](const py::bytes& bytes, bool fill_defaults, const std::string& rule) {
        const auto options = options_of(fill_defaults, rule);
        const std::string_view view = bytes;  // the caller holds the bytes, which never change
        return compute([&] { return io::parse_xes(view, options); });
      },
      py::arg("bytes"), py::kw_only(), py::arg("fill_defaults") = io::XesOptions{}.fill_defaults,
      py::arg("rule") = "keep", DOC("fealty::io::parse_xes"));
  m.def(
      "write_xes",
      [](const std::variant<io::XesLog, Frame>& log, const std::filesystem::path& path) {
        compute([&] { std::visit([&](const auto& one) { io::write_xes(one, path); }, log); });
      },
      py::arg("log"), py::arg("path"), DOC("fealty::io::write_xes"));
}

}  // namespace fealty::bindings
