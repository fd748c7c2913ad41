// What was left of newer lists of procedures, and one of it opened again.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/left_differences_page.h"
#include "modules/one_stop/pages/procedure_lists_page.h"
#include "modules/one_stop/storage/procedure_list_store.h"
#include "web/layout.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::int64_t kLeftPerPage = 50, kMostLeftPages = 10'000;

}  // namespace

web::Response ShowLeftDifferences(const OfficerRequest& request) {
    web::MarkActive("administration");
    LeftView view{.code = std::string(Trim(request.http.Asked("q")))};
    request.platform.storage.Read([&](Transaction& tx) {
        ProcedureListStore lists(tx);
        view.found = lists.CountLeft(view.code);
        view.pages = static_cast<int>(std::max<std::int64_t>(1, (view.found + kLeftPerPage - 1) / kLeftPerPage));
        const auto asked = std::clamp<std::int64_t>(ToNumber(request.http.Asked("trang")), 1, kMostLeftPages);
        view.page = std::min(view.pages, static_cast<int>(asked));
        view.rows = lists.Left(view.code, (view.page - 1) * kLeftPerPage, kLeftPerPage);
        return 0;
    });
    return web::NoStore(web::Page(LeftDifferencesPage(view)));
}

web::Response ReopenDifference(const OfficerRequest& request) {
    web::MarkActive("administration");
    const ProcedureListId list{ToNumber(request.http.form.Value("danh-sach"))};
    const std::string code(request.http.form.Value("ma"));
    bool reopened = false;
    request.platform.storage.MustWrite([&](Transaction& tx) { reopened = ProcedureListStore(tx).Reopen(list, code); });
    if (!reopened)
        return web::RefusalPage(
            {"DIFFERENCE_NOT_LEFT", Say("Dòng này không còn để lại: đã có người mở lại."), "", RefusalKind::conflict});
    return web::SeeOtherPage(std::string(kListsPath) + "/" + ToText(list));
}

}  // namespace dongson::one_stop
