#include "modules/open_data/domain/readers.h"

#include <algorithm>

#include "core/text.h"
#include "platform/identity/person_number.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kLeastLetters = 15, kMostLetters = 3000;

}  // namespace

Refusals CheckRemark(const Remark& remark) {
    Refusals faults;
    const auto letters = Length(remark.text);
    if (letters < kLeastLetters)
        faults.push_back({"REMARK_SHORT", Say("Viết rõ hơn: bạn cần số liệu gì, hoặc chỗ nào chưa đúng."), "noi_dung"});
    if (letters > kMostLetters)
        faults.push_back({"REMARK_LONG", Say("Viết không quá {1} ký tự.", std::to_string(kMostLetters)), "noi_dung"});
    if (!remark.email.empty())
        if (const auto address = identity::ParseEmail(remark.email); !address)
            faults.push_back({address.error().code, address.error().sentence, "thu"});
    return faults;
}

bool IsRobot(std::string_view user_agent) {
    static constexpr std::string_view kWords[] = {"bot", "crawl", "spider", "slurp", "monitor", "preview", "headless", "scan"};
    const auto lower = Lower(user_agent);
    return lower.empty() ||
           std::ranges::any_of(kWords, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

}  // namespace dongson::open_data
