#include "modules/one_stop/testing/pdf_text.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace dongson::one_stop::testing {

namespace {

std::string OutputOf(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> chunk{};
    while (const auto read = std::fread(chunk.data(), 1, chunk.size(), pipe)) text.append(chunk.data(), read);
    ::pclose(pipe);
    return text;
}

template <class Ask>
std::string Asked(const std::string& pdf, Ask ask) {
    const auto path = std::filesystem::temp_directory_path() / ("dongson-form-" + std::to_string(::getpid()) + ".pdf");
    std::ofstream(path, std::ios::binary) << pdf;
    auto answer = ask(path.string());
    std::filesystem::remove(path);
    return answer;
}

}  // namespace

std::string TextOfPdf(const std::string& pdf) {
    return Asked(pdf, TextOfPdfFile);
}
std::string LinesOfPdf(const std::string& pdf) {
    return Asked(pdf, [](const std::string& path) { return OutputOf("pdftotext -layout " + path + " -"); });
}
std::string TextOfPdfFile(const std::string& path) {
    std::string text;
    for (const char each : OutputOf("pdftotext -layout " + path + " -")) {
        const bool space = each == ' ' || each == '\n' || each == '\f';
        if (!space || (!text.empty() && text.back() != ' ')) text += space ? ' ' : each;
    }
    return text;
}
std::string FontsOfPdf(const std::string& pdf) {
    return Asked(pdf, [](const std::string& path) { return OutputOf("pdffonts " + path); });
}

}  // namespace dongson::one_stop::testing
