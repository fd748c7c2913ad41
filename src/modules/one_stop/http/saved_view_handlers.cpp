#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/keep_views.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/saved_views_page.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response Shown(const OfficerRequest& request, Refusals faults = {}, SavedViewId about = {},
                    std::optional<UnsavedView> unsaved = {}) {
    SavedViewsView view{.views = ViewsFor(request.platform, request.officer),
                        .reader = request.officer.account.id,
                        .divides = request.officer.May(kAssign),
                        .faults = std::move(faults),
                        .about = about,
                        .unsaved = std::move(unsaved)};
    // One form a row: the field that is wrong is this row's.
    for (auto& fault : view.faults)
        if (fault.field == "ten" && about) fault.field += "_" + ToText(about);
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(SavedViewsPage(view), status));
}

}  // namespace

SavedViewsBar SavedViewsOf(const OfficerRequest& request, ListPage page) {
    SavedViewsBar bar{.page = page, .views = ViewsFor(request.platform, request.officer), .showing = {}};
    std::erase_if(bar.views, [&](const SavedView& view) { return view.page != page; });
    for (const auto parameter : ListParameters(page))
        if (auto asked = request.http.Asked(parameter); !asked.empty()) bar.showing.emplace_back(parameter, std::move(asked));
    return bar;
}

web::Response ShowSavedViews(const OfficerRequest& request) {
    return Shown(request);
}

web::Response SaveThisView(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto page = ParseList(form.Value("trang"));
    if (!page) return web::RefusalPage(Refusal::NotFound(Say("Không có danh sách này để lưu bộ lọc.")));
    auto url = web::Url::Local(std::string(ListPath(*page)));
    UnsavedView unsaved{.bar = {.page = *page}, .name = std::string(form.Value("ten")), .shared = form.Value("chung") == "co"};
    for (const auto parameter : ListParameters(*page)) {
        url = std::move(url).With(parameter, form.Value(parameter));
        unsaved.bar.showing.emplace_back(parameter, form.Value(parameter));
    }
    const auto question = url.bytes().find('?');
    const NewView wanted{.page = *page,
                         .name = unsaved.name,
                         .query = question == std::string_view::npos ? "" : std::string(url.bytes().substr(question + 1)),
                         .shared = unsaved.shared};
    const auto saved = SaveView(request.platform, request.officer, wanted);
    if (!saved) return Shown(request, {saved.error()}, {}, std::move(unsaved));
    return web::SeeOtherPage(saved->Path());
}

web::Response ChangeSavedView(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const SavedViewId id{ToNumber(request.http.Parameter("view"))};
    const auto change = ParseViewChange(form.Value("viec"));
    if (!change) return web::RefusalPage(Refusal::NotFound(Say("Không làm được việc này với bộ lọc.")));
    const auto done = ChangeView(request.platform, request.officer, id, *change, std::string(form.Value("ten_" + ToText(id))));
    if (!done) return Shown(request, {done.error()}, id);
    return web::SeeOtherPage("/can-bo/bo-loc");
}

}  // namespace dongson::one_stop
