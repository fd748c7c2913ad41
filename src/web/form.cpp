#include "web/form.h"

#include <unistd.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"

namespace dongson::web {

namespace {

std::optional<int> HexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

Refusal BadForm(std::string code, Sentence sentence, RefusalKind kind = RefusalKind::invalid) {
    return {std::move(code), std::move(sentence), "", kind};
}

// One parameter of a header value: name="…" with \" and \\ escaped, or a bare token.
std::optional<std::string> HeaderParameter(std::string_view header, std::string_view wanted) {
    std::size_t at = header.find(';');
    while (at != std::string_view::npos && at < header.size()) {
        ++at;
        while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
        const auto equals = header.find('=', at);
        if (equals == std::string_view::npos) return std::nullopt;
        const auto name = Lower(Trim(header.substr(at, equals - at)));
        std::string value;
        at = equals + 1;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                if (header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\')) ++at;
                value += header[at];
            }
            at = header.find(';', at);
        } else {
            const auto end = std::min(header.find(';', at), header.size());
            value = Trim(header.substr(at, end - at));
            at = end;
        }
        if (name == wanted) return value;
    }
    return std::nullopt;
}

}  // namespace

UploadedFile& UploadedFile::operator=(UploadedFile&& other) noexcept {
    if (this == &other) return *this;
    if (!path.empty()) ::unlink(path.c_str());
    field = std::move(other.field);
    name = std::move(other.name);
    path = std::exchange(other.path, {});
    size = other.size;
    return *this;
}

UploadedFile::~UploadedFile() {
    if (!path.empty()) ::unlink(path.c_str());
}

std::string_view Form::Value(std::string_view name) const {
    for (const auto& [field, value] : fields)
        if (field == name) return value;
    return {};
}

std::vector<std::string> Form::Values(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [field, value] : fields)
        if (field == name) values.push_back(value);
    return values;
}

bool Form::Has(std::string_view name) const {
    return std::ranges::any_of(fields, [&](const auto& field) { return field.first == name; });
}

const UploadedFile* Form::File(std::string_view name) const {
    const auto file = std::ranges::find(files, name, &UploadedFile::field);
    return file == files.end() ? nullptr : &*file;
}

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_blank) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus_is_blank) {
            decoded += ' ';
        } else if (text[at] != '%') {
            decoded += text[at];
        } else {
            const auto high = at + 2 < text.size() ? HexDigit(text[at + 1]) : std::nullopt;
            const auto low = high && at + 2 < text.size() ? HexDigit(text[at + 2]) : std::nullopt;
            if (!high || !low) return std::nullopt;
            decoded += static_cast<char>(*high * 16 + *low);
            at += 2;
        }
    }
    return decoded;
}

Result<Fields> ParseUrlEncoded(std::string_view text, const FormLimits& limits) {
    Fields fields;
    if (text.empty()) return fields;
    for (const auto pair : Split(text, '&')) {
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = PercentDecode(pair.substr(0, equals), true);
        auto value =
            equals == std::string_view::npos ? std::optional<std::string>("") : PercentDecode(pair.substr(equals + 1), true);
        if (!name || !value || !IsUtf8(*name) || !IsUtf8(*value))
            return std::unexpected(
                BadForm("FORM_NOT_UTF8", Say("Biểu mẫu có ký tự không đọc được. Hãy tải lại trang rồi nhập lại.")));
        if (fields.size() >= limits.fields)
            return std::unexpected(
                BadForm("FORM_TOO_MANY_FIELDS",
                        Say("Biểu mẫu có hơn {1} ô; hãy chia thành nhiều lần gửi.", std::to_string(limits.fields)),
                        RefusalKind::too_large));
        fields.emplace_back(std::move(*name), Typed(*value));
    }
    return fields;
}

std::optional<std::string> MultipartBoundary(std::string_view content_type) {
    if (!Lower(content_type.substr(0, 19)).starts_with("multipart/form-data")) return std::nullopt;
    auto boundary = HeaderParameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) return std::nullopt;
    return boundary;
}

MultipartReader::MultipartReader(std::string boundary, std::string folder, const FormLimits& limits)
    : boundary_("\r\n--" + std::move(boundary)), folder_(std::move(folder)), pending_("\r\n"), limits_(limits) {}

MultipartReader::~MultipartReader() = default;

bool MultipartReader::Fail(std::string code, Sentence sentence, RefusalKind kind) {
    refusal_ = BadForm(std::move(code), std::move(sentence), kind);
    return false;
}

bool MultipartReader::NoRoom() {
    return Fail("FORM_NO_ROOM", Say("Máy chủ đã hết chỗ lưu, nên chưa nhận được tệp. Hãy thử lại sau ít phút."),
                RefusalKind::unavailable);
}

bool MultipartReader::Feed(std::string_view bytes) {
    if (refusal_) return false;
    total_ += static_cast<std::int64_t>(bytes.size());
    if (total_ > limits_.multipart_bytes)
        return Fail("FORM_TOO_LARGE",
                    Say("Tổng các tệp gửi một lần vượt {1} MB. Hãy gửi ít tệp hơn, hoặc nén ảnh nhỏ lại.",
                        std::to_string(limits_.multipart_bytes >> 20)),
                    RefusalKind::too_large);
    pending_ += bytes;
    while (Step()) {
    }
    return !refusal_;
}

// One move of the machine; false when it needs more bytes or has failed.
bool MultipartReader::Step() {
    switch (state_) {
        case State::preamble: {
            const auto found = pending_.find(boundary_);
            if (found == std::string::npos) {
                if (pending_.size() > boundary_.size()) pending_.erase(0, pending_.size() - boundary_.size());
                return false;
            }
            pending_.erase(0, found + boundary_.size());
            state_ = State::after_boundary;
            return true;
        }
        case State::after_boundary:
            if (pending_.size() < 2) return false;
            if (pending_.starts_with("--")) {
                state_ = State::done;
                pending_.clear();
                return false;
            }
            if (!pending_.starts_with("\r\n"))
                return Fail("FORM_BROKEN", Say("Biểu mẫu gửi lên bị hỏng giữa đường. Hãy gửi lại."));
            pending_.erase(0, 2);
            state_ = State::headers;
            return true;
        case State::headers:
            return ReadHeaders();
        case State::body:
            return ReadBody();
        case State::done:
            pending_.clear();
            return false;
    }
    return false;
}

bool MultipartReader::ReadHeaders() {
    if (pending_.starts_with("\r\n")) return Fail("FORM_BROKEN", Say("Biểu mẫu gửi lên bị hỏng giữa đường. Hãy gửi lại."));
    const auto end = pending_.find("\r\n\r\n");
    if (end == std::string::npos) {
        if (pending_.size() > 8192) return Fail("FORM_BROKEN", Say("Biểu mẫu gửi lên bị hỏng giữa đường. Hãy gửi lại."));
        return false;
    }
    const auto headers = pending_.substr(0, end);
    pending_.erase(0, end + 4);
    state_ = State::body;
    return BeginPart(headers);
}

bool MultipartReader::BeginPart(std::string_view headers) {
    std::optional<std::string> name, filename;
    for (const auto line : Split(headers, '\n')) {
        if (!Lower(line.substr(0, 20)).starts_with("content-disposition:")) continue;
        const auto value = Trim(line);
        name = HeaderParameter(value, "name");
        filename = HeaderParameter(value, "filename");
    }
    if (!name || !IsUtf8(*name)) return Fail("FORM_BROKEN", Say("Biểu mẫu gửi lên bị hỏng giữa đường. Hãy gửi lại."));
    part_name_ = *name;
    part_value_.clear();
    part_is_file_ = filename.has_value();
    if (!part_is_file_) {
        if (form_.fields.size() >= limits_.fields)
            return Fail("FORM_TOO_MANY_FIELDS",
                        Say("Biểu mẫu có hơn {1} ô; hãy chia thành nhiều lần gửi.", std::to_string(limits_.fields)),
                        RefusalKind::too_large);
        return true;
    }
    if (form_.files.size() >= limits_.files)
        return Fail("FORM_TOO_MANY_FILES",
                    Say("Mỗi lần gửi nhiều nhất {1} tệp. Hãy gửi số còn lại ở lần sau.", std::to_string(limits_.files)),
                    RefusalKind::too_large);
    UploadedFile file;
    file.field = part_name_;
    file.name = IsUtf8(*filename) ? Normalise(*filename) : "tep";
    file.path = folder_ + "/upload-" + Hex(RandomBytes(12));
    part_file_.open(file.path, std::ios::binary | std::ios::trunc);
    if (!part_file_) return NoRoom();
    form_.files.push_back(std::move(file));
    return true;
}

bool MultipartReader::Append(std::string_view bytes) {
    if (!part_is_file_) {
        if (static_cast<std::int64_t>(part_value_.size() + bytes.size()) > limits_.field_bytes)
            return Fail(
                "FORM_TOO_LONG_FIELD",
                Say("Một ô dài quá {1} KB. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(limits_.field_bytes >> 10)),
                RefusalKind::too_large);
        part_value_ += bytes;
        return true;
    }
    auto& file = form_.files.back();
    file.size += static_cast<std::int64_t>(bytes.size());
    if (file.size > limits_.file_bytes)
        return Fail("FORM_TOO_LARGE_FILE",
                    Say("Tệp “{1}” lớn hơn {2} MB. Hãy chụp hoặc quét lại với chất lượng thấp hơn.", Shorten(file.name, 60),
                        std::to_string(limits_.file_bytes >> 20)),
                    RefusalKind::too_large);
    part_file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!part_file_) return NoRoom();
    on_disk_ += static_cast<std::int64_t>(bytes.size());
    return true;
}

bool MultipartReader::ReadBody() {
    const auto found = pending_.find(boundary_);
    if (found == std::string::npos) {
        // Everything but what may be the start of a boundary can go.
        if (pending_.size() < boundary_.size()) return false;
        const auto safe = pending_.size() - boundary_.size() + 1;
        if (!Append(std::string_view(pending_).substr(0, safe))) return false;
        pending_.erase(0, safe);
        return false;
    }
    if (!Append(std::string_view(pending_).substr(0, found))) return false;
    pending_.erase(0, found + boundary_.size());
    state_ = State::after_boundary;
    return EndPart();
}

bool MultipartReader::EndPart() {
    if (part_is_file_) {
        part_file_.close();
        if (part_file_.fail()) return NoRoom();
        part_file_.clear();
        // A file field left empty still sends a part with no name.
        if (form_.files.back().name.empty() && form_.files.back().size == 0) form_.files.pop_back();
        return true;
    }
    if (!IsUtf8(part_value_))
        return Fail("FORM_NOT_UTF8", Say("Biểu mẫu có ký tự không đọc được. Hãy tải lại trang rồi nhập lại."));
    form_.fields.emplace_back(part_name_, Typed(part_value_));
    return true;
}

Result<Form> MultipartReader::Finish() {
    if (!refusal_ && state_ != State::done)
        Fail("FORM_CUT_SHORT", Say("Kết nối đứt khi đang gửi, nên chưa nhận đủ. Hãy gửi lại."));
    if (refusal_) return std::unexpected(*refusal_);
    return std::move(form_);
}

}  // namespace dongson::web
