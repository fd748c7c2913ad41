// Forms as browsers send them: urlencoded in memory, multipart streamed to disk, both with limits.
#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/refusal.h"

namespace dongson::web {

using Fields = std::vector<std::pair<std::string, std::string>>;

// A file as it arrived: its bytes lie in a temporary file that goes away with this object.
class UploadedFile {
  public:
    UploadedFile() = default;
    UploadedFile(UploadedFile&& other) noexcept { *this = std::move(other); }
    UploadedFile& operator=(UploadedFile&& other) noexcept;
    ~UploadedFile();

    std::string field;
    std::string name;  // as the browser named it: untrusted
    std::string path;
    std::int64_t size = 0;
};

struct Form {
    Fields fields;
    std::vector<UploadedFile> files;

    // The first value of a field; empty when absent.
    std::string_view Value(std::string_view name) const;
    std::vector<std::string> Values(std::string_view name) const;
    bool Has(std::string_view name) const;
    // The first file of a field; none when absent.
    const UploadedFile* File(std::string_view name) const;
};

struct FormLimits {
    std::int64_t urlencoded_bytes = 1 << 20;
    std::int64_t bulk_bytes = 16LL << 20;
    std::int64_t multipart_bytes = 128LL << 20;
    std::int64_t file_bytes = 25LL << 20;
    std::size_t fields = 2000;
    std::size_t files = 40;
    std::int64_t field_bytes = 256 << 10;
};

// name=value&… with + and %xx; bytes that are not UTF-8 are refused.
Result<Fields> ParseUrlEncoded(std::string_view text, const FormLimits& limits);
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_blank);

// Takes multipart/form-data (RFC 7578) in pieces of any size and writes files out as they come.
class MultipartReader {
  public:
    // `boundary` from the content type; temporary files are made in `folder`.
    MultipartReader(std::string boundary, std::string folder, const FormLimits& limits);
    ~MultipartReader();
    MultipartReader(const MultipartReader&) = delete;
    MultipartReader& operator=(const MultipartReader&) = delete;

    // False when the form breaks a limit or its own syntax; refusal() says which.
    bool Feed(std::string_view bytes);
    Result<Form> Finish();
    const std::optional<Refusal>& refusal() const { return refusal_; }
    // Of what was fed, so much lies in files; the rest is in memory or was dropped.
    std::int64_t on_disk() const { return on_disk_; }

  private:
    enum class State : unsigned char { preamble, after_boundary, headers, body, done };
    bool Step();
    bool ReadHeaders();
    bool ReadBody();
    bool BeginPart(std::string_view headers);
    bool Append(std::string_view bytes);
    bool EndPart();
    bool Fail(std::string code, Sentence sentence, RefusalKind kind = RefusalKind::invalid);
    bool NoRoom();

    std::string boundary_, folder_, pending_;
    FormLimits limits_;
    State state_ = State::preamble;
    std::int64_t total_ = 0, on_disk_ = 0;
    Form form_;
    std::string part_name_, part_value_;
    bool part_is_file_ = false;
    std::ofstream part_file_;
    std::optional<Refusal> refusal_;
};

// The boundary of a multipart content type; nothing when there is none.
std::optional<std::string> MultipartBoundary(std::string_view content_type);

}  // namespace dongson::web
