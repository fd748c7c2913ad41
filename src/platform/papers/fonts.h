// The faces of papers: they travel in the binary, and Fontconfig reads files.
#pragma once

#include <string>

using PangoFontMap = struct _PangoFontMap;

namespace dongson::papers {

// Where fonts lie while the program runs: written out of the binary once, read by a font configuration of our own.
void UseFonts(const std::string& folder);

// A map of those fonts and no others, for what the calling thread draws; the thread keeps it. Throws std::logic_error when
// UseFonts was not called.
PangoFontMap* FontsOfThisThread();

}  // namespace dongson::papers
