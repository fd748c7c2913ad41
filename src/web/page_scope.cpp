#include "web/page_scope.h"

#include <utility>

namespace dongson::web {

namespace {
thread_local PageContext current;
Site site;
}  // namespace

void UseSite(Site wanted) {
    site = std::move(wanted);
}
const Site& CurrentSite() {
    return site;
}

const PageContext& CurrentPage() {
    return current;
}
void MarkActive(std::string_view entry) {
    current.active = entry;
}
PageScope::PageScope(PageContext context) : before_(std::exchange(current, std::move(context))) {}
PageScope::~PageScope() {
    current = std::move(before_);
}

}  // namespace dongson::web
