// Official papers as tagged PDF on A4: laid out by Pango, drawn by Cairo, with text that extracts exactly.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::papers {

struct Column {
    std::string heading;
    double share = 1;  // of the width, relative to the others
};

enum class Orientation : unsigned char { portrait, landscape };

// Writes one paper from top to bottom; pages break by themselves.
class Document {
  public:
    explicit Document(const std::string& title, Orientation orientation = Orientation::portrait);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    // The two columns every Vietnamese paper begins with: who writes, and the national motto (Decree 30/2020, appendix I).
    void Heading(const std::vector<std::string>& left, const std::string& number, const std::string& place_and_date);
    void Title(std::string_view text);
    void Paragraph(std::string_view text);
    void Line(std::string_view label, std::string_view value);  // "Mã hồ sơ: …"
    // The heading row stands again on every page the table reaches.
    void Table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);
    // Signatures side by side: a heading and a name each.
    void Signatures(const std::vector<std::pair<std::string, std::string>>& signers);
    // A QR code with a line beside it.
    void Qr(const std::string& content, std::string_view caption);

    // The finished PDF.
    std::string Finish();

  private:
    struct Drawing;
    std::unique_ptr<Drawing> drawing_;
};

// Where fonts lie while the program runs: written out of the binary once, read by a font configuration of our own.
void UseFonts(const std::string& folder);

}  // namespace dongson::papers
