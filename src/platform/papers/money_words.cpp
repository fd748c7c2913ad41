#include "platform/papers/money_words.h"

#include <string_view>
#include <vector>

#include "core/text.h"
#include "platform/papers/paper_words.h"

namespace dongson::papers {

namespace {

constexpr std::string_view kDigits[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};
constexpr std::string_view kGroups[] = {"", "nghìn", "triệu", "tỷ"};

// How the last figure is said behind tens: hai mươi mốt, mười lăm, hai mươi lăm.
std::string_view Ones(int tens, int ones) {
    if (ones == 1 && tens > 1) return "mốt";
    if (ones == 5 && tens > 0) return "lăm";
    return kDigits[ones];
}

// Three figures; `whole`: also the noughts before them are said, because others stand before.
void Say(int number, bool whole, std::vector<std::string>& words) {
    const int hundreds = number / 100, tens = number / 10 % 10, ones = number % 10;
    if (hundreds > 0 || whole) {
        words.emplace_back(kDigits[hundreds]);
        words.emplace_back("trăm");
        if (tens == 0 && ones > 0) words.emplace_back("linh");
    }
    if (tens == 1) words.emplace_back("mười");
    if (tens > 1) {
        words.emplace_back(kDigits[tens]);
        words.emplace_back("mươi");
    }
    if (ones > 0) words.emplace_back(Ones(tens, ones));
}

}  // namespace

std::string MoneyInWords(std::int64_t vnd) {
    if (vnd == 0) return "Không đồng";
    std::vector<std::string> words;
    constexpr std::int64_t kThousand = 1000;
    std::int64_t unit = kThousand * kThousand * kThousand;
    for (int group = 3; group >= 0; --group, unit /= kThousand) {
        const auto number = static_cast<int>(vnd / unit % kThousand);
        if (number == 0) continue;
        Say(number, !words.empty(), words);
        if (group > 0) words.emplace_back(kGroups[group]);
    }
    words.emplace_back("đồng");
    return WithCapital(Join(words, " "));
}

}  // namespace dongson::papers
