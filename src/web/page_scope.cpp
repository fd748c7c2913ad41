#include "web/page_scope.h"

#include <utility>

#include "core/language.h"
#include "core/text.h"

namespace dongson::web {

namespace {
thread_local PageContext current;
Site site;
std::string in_english;
constexpr std::size_t kSiteParts = static_cast<std::size_t>(SitePart::footer) + 1;
auto parts = std::make_unique<const DrawnParts>(kSiteParts);

// Folding makes letters small; a name's words begin with great ones.
std::string WithoutAccents(std::string_view name) {
    auto plain = Fold(name);
    for (std::size_t at = 0; at < plain.size(); ++at)
        if ((at == 0 || plain[at - 1] == ' ') && plain[at] >= 'a' && plain[at] <= 'z')
            plain[at] = static_cast<char>(plain[at] - 'a' + 'A');
    return plain;
}
}  // namespace

void UseSite(Site wanted) {
    site = std::move(wanted);
    in_english = WithoutAccents(site.province);
    parts = std::make_unique<const DrawnParts>(kSiteParts);
}
const std::string& ProvinceName() {
    return CurrentLanguage() == Language::english ? in_english : site.province;
}
const Site& CurrentSite() {
    return site;
}
const DrawnParts& PartsOfSite() {
    return *parts;
}

const PageContext& CurrentPage() {
    return current;
}
void MarkActive(std::string_view entry) {
    current.active = entry;
}
PageScope::PageScope(PageContext context) : before_(std::exchange(current, std::move(context))) {
    // Within a request it is still the same form that was sent.
    if (current.back.empty()) current.back = before_.back;
}
PageScope::~PageScope() {
    current = std::move(before_);
}

}  // namespace dongson::web
