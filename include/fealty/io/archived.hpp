#pragma once

namespace fealty::io {

/// How the values of a type are saved; src/io/boost_archive.hpp tells what it must say.
///
/// It is specialized beside the sources of the type's area. A class with private members names it as its friend:
/// `friend struct io::Archived<Concentration>;`.
template <class T>
struct Archived;

}  // namespace fealty::io
