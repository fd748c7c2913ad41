// What a reader copies out of a PDF, by poppler's own hand.
#pragma once

#include <string>

namespace dongson::one_stop::testing {

// Line by line as it stands on the page; spaces and line ends in a row come out as one space.
std::string TextOfPdf(const std::string& pdf);
// The same with its lines.
std::string LinesOfPdf(const std::string& pdf);
std::string TextOfPdfFile(const std::string& path);
// The faces in it, and whether each is embedded: what `pdffonts` prints.
std::string FontsOfPdf(const std::string& pdf);

}  // namespace dongson::one_stop::testing
