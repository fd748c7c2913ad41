// A picture of a paper's first page, for those who look through many.
#pragma once

#include <string>
#include <string_view>

namespace dongson::files {

bool HasPreview(std::string_view type);

// Draws the first page of a PDF as PNG into `to`. Strangers' bytes are read by pdftoppm in a process of its own, with little
// memory and a few seconds; false when it gave up.
bool DrawPreview(const std::string& from, const std::string& to);

}  // namespace dongson::files
