#include "platform/workflow/case_pages.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace dongson::workflow {

namespace {

struct Stems {
    std::mutex mutex;
    std::map<std::string, std::string, std::less<>> by_kind;
    std::vector<OfferToApplicant> offers;
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

void UseOfferToApplicants(OfferToApplicant offer) {
    auto& stems = TheStems();
    const std::lock_guard guard(stems.mutex);
    if (std::ranges::find(stems.offers, offer.path, &OfferToApplicant::path) == stems.offers.end())
        stems.offers.push_back(std::move(offer));
}

std::vector<OfferToApplicant> OffersToApplicants() {
    auto& stems = TheStems();
    const std::lock_guard guard(stems.mutex);
    return stems.offers;
}

}  // namespace dongson::workflow
