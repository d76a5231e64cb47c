#pragma once

namespace fealty::io {

/// How the values of a type are saved: specialized in src/<area>/archive.cpp, as src/io/boost_archive.hpp explains.
///
/// It stands in core so that a class of any area with private members can name it as its friend:
/// `friend struct io::Archived<Concentration>;`.
template <class T>
struct Archived;

}  // namespace fealty::io
