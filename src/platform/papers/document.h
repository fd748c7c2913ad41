// Official papers as tagged PDF on A4: laid out by Pango, drawn by Cairo, with text that extracts exactly. Letterhead, type sizes
// and margins are those of Decree 30/2020/NĐ-CP, appendix I.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

namespace dongson::papers {

struct Column {
    std::string heading;
    double share = 1;     // of the width, relative to the others
    bool number = false;  // to the right, so that digits stand below each other
};

enum class Orientation : unsigned char { portrait, landscape };

// Who writes, above the number; beside it stand the national motto, the place and the date.
struct Letterhead {
    std::string parent;             // the body above the one that writes; none: it has none
    std::vector<std::string> unit;  // the body that writes, a line each
    std::string number;             // "Số: 05/HDHS"
    std::string place_and_date;
};

// One of those who sign: what stands above their name.
struct Signer {
    std::vector<std::string> post;  // capitals: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"
    std::string note;               // in italics below: "(Ký, ghi rõ họ tên)"
    std::string name;
};

// A QR code with a line or more beside it.
struct QrFoot {
    std::string content, caption;
};

// Writes one paper from top to bottom; pages break by themselves and are numbered from the second on. A date, a phone number or a
// code is never broken inside.
class Document {
  public:
    // `moment` is when the paper was written: it stands in the PDF's own data, so that the same paper is the same bytes.
    Document(const std::string& title, Instant moment, Orientation orientation = Orientation::portrait);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    void Heading(const Letterhead& head);
    void Title(std::string_view text);
    void Subject(std::string_view text);    // what it is about, below the title, with a line under it
    void Caption(std::string_view text);    // a part's heading
    void Paragraph(std::string_view text);  // begins with an indent, set to both margins where the gaps bear it
    void Line(std::string_view label, std::string_view value);  // "Mã hồ sơ: …"
    // The heading row stands again on every page the table reaches. Type is made smaller before anything is broken inside.
    void Table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);
    // Signatures side by side, on the sheet of the last two lines above them; the foot stands below them on the same sheet.
    void Signatures(const std::vector<Signer>& signers, const std::optional<QrFoot>& foot = {});
    // Whom the paper goes to on the left, who signs on the right.
    void Close(const std::vector<std::string>& recipients, const Signer& signer);
    void Note(std::string_view text);  // small, in italics
    void Qr(const std::string& content, std::string_view caption);

    // From here on less room between paragraphs and for signatures, and smaller tables; the text itself stays 13 points.
    void Tighten();
    // How many pages there are as far as it is written.
    int Pages();

    // What the paper says, a line each, as far as it is written.
    const std::string& said() const;

    // The finished PDF.
    std::string Finish();

  private:
    struct Drawing;
    std::unique_ptr<Drawing> drawing_;
};

}  // namespace dongson::papers
