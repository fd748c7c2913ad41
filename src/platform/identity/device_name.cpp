#include "platform/identity/device_name.h"

#include <algorithm>
#include <iterator>

#include "core/refusal.h"
#include "core/text.h"

namespace dongson::identity {

namespace {

struct Sign {
    std::string_view part, name;
};
// The first that stands in it: most call themselves by their forebears' names too.
constexpr Sign kBrowsers[] = {{"coc_coc_browser", "Cốc Cốc"},
                              {"Zalo", "Zalo"},
                              {"FBAN", "Facebook"},
                              {"FBAV", "Facebook"},
                              {"Edg", "Edge"},
                              {"OPR/", "Opera"},
                              {"SamsungBrowser", "Samsung Internet"},
                              {"Firefox", "Firefox"},
                              {"FxiOS", "Firefox"},
                              {"CriOS", "Chrome"},
                              {"Chrome", "Chrome"},
                              {"Safari", "Safari"}};
constexpr Sign kSystems[] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},  {"Windows", "Windows"},
                             {"Mac OS X", "macOS"},  {"CrOS", "ChromeOS"}, {"Linux", "Linux"}};

template <std::size_t Size>
std::string_view NameIn(const Sign (&signs)[Size], std::string_view text) {
    const auto* found = std::ranges::find_if(signs, [&](const Sign& each) { return text.contains(each.part); });
    return found == std::end(signs) ? std::string_view() : found->name;
}

}  // namespace

std::string DeviceName(std::string_view user_agent) {
    const auto browser = NameIn(kBrowsers, user_agent), system = NameIn(kSystems, user_agent);
    if (browser.empty() || system.empty()) return Shorten(user_agent, 60);
    return Say("{1} trên {2}", std::string(browser), std::string(system)).Now();
}

}  // namespace dongson::identity
