#include "platform/workflow/applicants_case.h"

#include <map>
#include <mutex>

#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

namespace {

struct Finders {
    std::mutex mutex;
    std::map<std::string, FindTheirs, std::less<>> by_kind;
};

Finders& TheFinders() {
    static Finders finders;
    return finders;
}

}  // namespace

void UseApplicantsCases(std::string_view kind, FindTheirs find) {
    auto& finders = TheFinders();
    const std::lock_guard guard(finders.mutex);
    finders.by_kind.insert_or_assign(std::string(kind), find);
}

std::optional<ApplicantsCase> FindApplicantsCase(const Platform& platform, storage::Transaction& tx, std::string_view code,
                                                 AccountId account) {
    const auto subject = CaseStore(tx).Find(code);
    if (!subject) return std::nullopt;
    FindTheirs find = nullptr;
    {
        auto& finders = TheFinders();
        const std::lock_guard guard(finders.mutex);
        if (const auto found = finders.by_kind.find(subject->kind); found != finders.by_kind.end()) find = found->second;
    }
    return find == nullptr ? std::nullopt : find(platform, tx, code, account);
}

}  // namespace dongson::workflow
