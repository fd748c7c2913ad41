#include "platform/workflow/case_pages.h"

#include <map>
#include <mutex>

namespace dongson::workflow {

namespace {

struct Stems {
    std::mutex mutex;
    std::map<std::string, std::string, std::less<>> by_kind;
};

Stems& TheStems() {
    static Stems stems;
    return stems;
}

}  // namespace

void UseCasePage(std::string_view kind, std::string_view stem) {
    auto& stems = TheStems();
    const std::lock_guard guard(stems.mutex);
    stems.by_kind.insert_or_assign(std::string(kind), std::string(stem));
}

std::string CasePage(std::string_view kind, std::string_view code) {
    auto& stems = TheStems();
    const std::lock_guard guard(stems.mutex);
    const auto found = stems.by_kind.find(kind);
    return found == stems.by_kind.end() ? std::string() : found->second + std::string(code);
}

}  // namespace dongson::workflow
