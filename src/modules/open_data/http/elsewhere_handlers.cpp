// Datasets of another portal, shown and taken.
#include <algorithm>

#include "core/text.h"
#include "modules/open_data/actions/take_elsewhere.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/pages/elsewhere_page.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace {

CatalogueQuestion QuestionIn(std::string_view address, std::string_view words, std::string_view page) {
    constexpr std::int64_t kMostPages = 10'000;
    return {.address = std::string(Trim(address)),
            .words = std::string(Trim(words)),
            .page = static_cast<int>(std::clamp<std::int64_t>(ToNumber(page), 1, kMostPages))};
}

web::Response Shown(const OfficerRequest& request, ElsewhereView view) {
    if (!view.question.address.empty()) {
        auto found = AskElsewhere(request.platform, view.question);
        if (found) {
            view.taken = TakenOf(request.platform, *found);
            view.found = std::move(*found);
        } else if (view.faults.empty()) {
            view.faults.push_back(found.error());
        }
    }
    const auto status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return web::NoStore(web::Page(OtherPortalPage(view), status));
}

}  // namespace

web::Response ShowElsewhere(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto& http = request.http;
    return Shown(request, {.question = QuestionIn(http.Asked("dia_chi"), http.Asked("tim"), http.Asked("trang")),
                           .found = std::nullopt,
                           .taken = {},
                           .faults = {}});
}

web::Response TakeFromElsewhere(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto& form = request.http.form;
    const Taking taking{.question = QuestionIn(form.Value("dia_chi"), form.Value("tim"), form.Value("trang")),
                        .addresses = form.Values("lay"),
                        .domain = std::string(form.Value("linh_vuc")),
                        .every = ParseFrequency(form.Value("dinh_ky")).value_or(Frequency::weekly)};
    const auto taken = TakeElsewhere(request.platform, request.officer, taking);
    if (!taken)
        return Shown(request, {.question = taking.question, .found = std::nullopt, .taken = {}, .faults = {taken.error()}});
    return web::SeeOtherPage("/can-bo/du-lieu");
}

}  // namespace dongson::open_data
