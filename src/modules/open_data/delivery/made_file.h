// A file made to be taken away once: it goes when its last reader does.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

namespace dongson::open_data {

// Pieces of a file that `make` writes at the path it is given, when the first piece is asked for. Throws when the folder cannot
// hold it.
std::function<bool(std::string& piece)> PiecesOf(std::string folder, std::function<void(const std::string& path)> make);

}  // namespace dongson::open_data
