// A picture of a paper's first page, for those who look through many.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dongson::files {

// PDF, and photographs as phones take them: JPEG of any size, HEIC, PNG, TIFF, WebP.
bool HasPreview(std::string_view type);

// Draws the first page of a PDF, or a photograph at most 1,200 pixels wide and the right way up, as PNG into `to`. Strangers'
// bytes are read by a process of its own (pdftoppm; gdk-pixbuf's thumbnailer, HEIC by libheif), with little memory and a few
// seconds; false when it gave up.
bool DrawPreview(const std::string& from, std::string_view type, const std::string& to);

// How many pages a PDF has, as pdfinfo says under the same limits; nothing for what has no pages.
std::optional<int> CountPages(const std::string& from);

}  // namespace dongson::files
