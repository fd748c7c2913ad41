#include "modules/soc/domain/source.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/engine/network.h"
#include "modules/soc/normalise/parser.h"

namespace dongson::soc {

namespace {

Refusal No(Sentence sentence, std::string field) {
    return {"SOC_SOURCE_REFUSED", std::move(sentence), std::move(field)};
}

}  // namespace

std::string_view RecognitionWord(Recognition recognition) {
    static constexpr std::string_view kWords[] = {"address", "certificate", "token", "file", "own"};
    return kWords[static_cast<int>(recognition)];
}

std::optional<Recognition> ParseRecognition(std::string_view word) {
    for (const auto each : kRecognitions)
        if (RecognitionWord(each) == word) return each;
    return std::nullopt;
}

std::string_view RecognitionName(Recognition recognition) {
    static constexpr std::string_view kNames[] = {"Địa chỉ mạng", "Chứng thư TLS", "Mã truy cập HTTP", "Tệp trên máy chủ này",
                                                  "Chính hệ thống này"};
    return kNames[static_cast<int>(recognition)];
}

std::string_view UnkeptName(Unkept reason) {
    static constexpr std::string_view kNames[] = {"nơi gửi chưa đăng ký", "nguồn đã tắt",    "quá hạn mức mỗi giây",
                                                  "hàng đợi đầy",         "sự kiện quá dài", "không phải sự kiện",
                                                  "đĩa không ghi được"};
    return kNames[static_cast<int>(reason)];
}

std::optional<Refusal> CheckSource(const Source& source) {
    if (Trim(source.name).empty()) return No(Say("Nhập tên nguồn."), "ten");
    if (Length(source.name) > 100) return No(Say("Tên nguồn dài nhất {1} ký tự.", "100"), "ten");
    if (source.recognition == Recognition::address && !ReadNetwork(source.mark))
        return No(Say("Nhập một địa chỉ (10.1.2.3) hoặc một mạng (10.1.2.0/24)."), "dau_hieu");
    if (source.mark.empty()) return No(Say("Nhập dấu hiệu nhận ra nguồn."), "dau_hieu");
    if (source.recognition == Recognition::file && !source.mark.starts_with('/'))
        return No(Say("Đường dẫn tệp bắt đầu bằng dấu /."), "dau_hieu");
    if (!source.parser.empty() && Parsers::Shipped().Find(source.parser) == nullptr)
        return No(Say("Không có bộ đọc nào tên {1}.", source.parser), "bo_doc");
    if (source.per_second < 0) return No(Say("Hạn mức là số sự kiện mỗi giây, 0 là không giới hạn."), "han_muc");
    if (source.value < 1 || source.value > 4) return No(Say("Mức quan trọng từ 1 đến 4."), "muc");
    if (source.silent_minutes < 0) return No(Say("Số phút im lặng không được âm."), "im_lang");
    return std::nullopt;
}

bool IsSilent(const Source& source, Instant heard, Instant now) {
    return source.enabled && source.silent_minutes > 0 && now.ms - heard.ms >= source.silent_minutes * kMinute;
}

SourceCount& SourceCount::operator+=(const SourceCount& other) {
    received += other.received;
    stored += other.stored;
    bytes += other.bytes;
    not_understood += other.not_understood;
    for (std::size_t i = 0; i < unkept.size(); ++i) unkept[i] += other.unkept[i];
    return *this;
}

SourceCount SourceCount::Since(const SourceCount& before) const {
    SourceCount more{.received = received - before.received,
                     .stored = stored - before.stored,
                     .bytes = bytes - before.bytes,
                     .not_understood = not_understood - before.not_understood};
    for (std::size_t i = 0; i < unkept.size(); ++i) more.unkept[i] = unkept[i] - before.unkept[i];
    return more;
}

}  // namespace dongson::soc
