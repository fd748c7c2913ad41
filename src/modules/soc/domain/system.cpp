#include "modules/soc/domain/system.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/engine/network.h"

namespace dongson::soc {

namespace {

constexpr int kFailuresInARow = 3;
constexpr std::size_t kLongestTarget = 300;

Refusal No(Sentence sentence, std::string field) {
    return {"SOC_SYSTEM_REFUSED", std::move(sentence), std::move(field)};
}

bool IsHostAndPort(std::string_view target) {
    const std::size_t colon = target.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto port = target.substr(colon + 1);
    return !port.empty() && port.size() <= 5 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }) &&
           ToNumber(port) > 0 && ToNumber(port) < 65536;
}

}  // namespace

std::string_view LevelMeaning(int level) {
    static constexpr std::string_view kMeanings[] = {
        "Cấp độ 1 – nội bộ, chỉ có thông tin công khai",
        "Cấp độ 2 – nội bộ có thông tin riêng, dữ liệu cá nhân; hoặc trực tuyến dưới 100.000 người",
        "Cấp độ 3 – giải quyết thủ tục hành chính, trực tuyến từ 100.000 người, hạ tầng dùng chung của tỉnh",
        "Cấp độ 4 – quốc gia, hoạt động 24/7", "Cấp độ 5 – trọng yếu với an ninh quốc gia"};
    return kMeanings[std::clamp(level, 1, 5) - 1];
}

std::string_view LevelApprover(int level) {
    static constexpr std::string_view kApprovers[] = {"Đơn vị chuyên trách", "Đơn vị chuyên trách",
                                                      "Chủ quản, sau khi đơn vị chuyên trách thẩm định", "Bộ Công an",
                                                      "Bộ Công an"};
    return kApprovers[std::clamp(level, 1, 5) - 1];
}

std::optional<Refusal> CheckSystem(const InformationSystem& system) {
    if (Trim(system.name).empty() || Length(system.name) > 200)
        return No(Say("Nhập tên hệ thống, không quá {1} ký tự.", "200"), "ten");
    if (!system.unit) return No(Say("Chọn đơn vị chủ quản."), "don_vi");
    if (system.level < 1 || system.level > 5) return No(Say("Cấp độ từ 1 đến 5."), "cap_do");
    if (system.approved_on && Trim(system.approval_number).empty())
        return No(Say("Nhập số quyết định phê duyệt cấp độ."), "quyet_dinh");
    if (!Trim(system.approval_number).empty() && !system.approved_on) return No(Say("Nhập ngày phê duyệt."), "ngay_duyet");
    for (const auto part : Split(std::string_view(system.networks), ','))
        if (!Trim(part).empty() && !ReadNetwork(Trim(part)))
            return No(Say("“{1}” không phải địa chỉ hay mạng.", std::string(Trim(part))), "mang");
    return std::nullopt;
}

std::string_view LayerName(Layer layer) {
    static constexpr std::string_view kNames[] = {"Lực lượng tại chỗ", "Giám sát, bảo vệ chuyên nghiệp (24/7)",
                                                  "Kiểm tra, đánh giá độc lập định kỳ",
                                                  "Kết nối, chia sẻ với hệ thống giám sát quốc gia"};
    return kNames[static_cast<int>(layer)];
}

std::string_view ProbeWord(ProbeKind kind) {
    static constexpr std::string_view kWords[] = {"http", "tcp", "tls", "dns", "icmp"};
    return kWords[static_cast<int>(kind)];
}

std::optional<ProbeKind> ParseProbeKind(std::string_view word) {
    for (const auto each : kProbeKinds)
        if (ProbeWord(each) == word) return each;
    return std::nullopt;
}

std::string_view ProbeName(ProbeKind kind) {
    static constexpr std::string_view kNames[] = {"Trang web (HTTP)", "Cổng TCP", "Chứng thư TLS", "Tên miền (DNS)",
                                                  "Ping (ICMP)"};
    return kNames[static_cast<int>(kind)];
}

std::string_view ProbeStateName(ProbeState state) {
    static constexpr std::string_view kNames[] = {"Chưa rõ", "Hoạt động", "Ngừng"};
    return kNames[static_cast<int>(state)];
}

std::optional<Refusal> CheckProbe(const Probe& probe) {
    const auto& target = probe.target;
    if (target.empty() || target.size() > kLongestTarget || target.find_first_of(" \t\r\n") != std::string::npos)
        return No(Say("Nhập đích cần thử, không có dấu cách."), "dich");
    if (probe.kind == ProbeKind::http && !target.starts_with("http://") && !target.starts_with("https://"))
        return No(Say("Đích bắt đầu bằng http:// hoặc https://."), "dich");
    if ((probe.kind == ProbeKind::tcp || probe.kind == ProbeKind::tls) && !IsHostAndPort(target))
        return No(Say("Đích viết như may-chu.example:443."), "dich");
    if (probe.seconds < 10 || probe.seconds > 86'400) return No(Say("Thử cách nhau từ {1} đến {2} giây.", "10", "86400"), "giay");
    return std::nullopt;
}

ProbeState ProbeMemory::After(ProbeState before, const ProbeOutcome& outcome) {
    if (outcome.state != ProbeState::down) {
        failures_ = 0;
        return outcome.state == ProbeState::unknown ? before : outcome.state;
    }
    return ++failures_ >= kFailuresInARow ? ProbeState::down : before;
}

ProbeRecord RecordOf(const std::vector<ProbeHour>& hours, Instant now) {
    ProbeRecord record;
    const Date first = now.LocalDate() - (kRecordDays - 1);
    for (int day = 0; day < kRecordDays; ++day) record.days.push_back({.day = first + day});
    for (const ProbeHour& hour : hours) {
        record.tries += hour.tries;
        record.failures += hour.failures;
        record.milliseconds += hour.milliseconds;
        const int day = Instant{hour.hour * kHour}.LocalDate() - first;
        if (day < 0 || day >= kRecordDays) continue;
        record.days[static_cast<std::size_t>(day)].tries += hour.tries;
        record.days[static_cast<std::size_t>(day)].failures += hour.failures;
    }
    return record;
}

}  // namespace dongson::soc
