// A list of officers: uploaded, looked at, carried out.
#include "core/csv.h"
#include "core/read_file.h"
#include "core/text.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/http/waiting.h"
#include "modules/administration/pages/list_page.h"
#include "platform/identity/proposed_acts.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::administration {

using identity::Faulty;
using storage::Transaction;
using web::NoStore;

namespace {

constexpr std::int64_t kMostBytes = 16 << 20;

std::optional<StaffList> ListOf(const OfficerRequest& request) {
    const StaffListId id{ToNumber(request.http.Parameter("list"))};
    const auto since = request.platform.clock.Now() + -kDay;
    auto list = request.platform.storage.Read([&](Transaction& tx) { return ListStore(tx).Get(id, since); });
    if (list && list->by != request.officer.account.id) list.reset();  // whoever uploaded it looks at it
    return list;
}

web::Response Gone() {
    return web::RefusalPage(Refusal::NotFound(Say("Danh sách này đã ghi xong hoặc đã quá một ngày. Hãy tải lại tệp.")));
}

web::Response Refused(Refusals faults) {
    const int status = web::StatusOf(faults.front().kind);
    return NoStore(web::Page(UploadPage(faults), status));
}

web::Response Shown(const OfficerRequest& request, StaffList list, Refusals faults, std::string reason = {}) {
    auto plan = identity::PlanStaff(request.platform, list.csv);
    if (!plan) return Refused({plan.error()});
    const int status = faults.empty() ? 200 : web::StatusOf(faults.front().kind);
    const PlanView view{.list = std::move(list),
                        .plan = *std::move(plan),
                        .faults = std::move(faults),
                        .reason = std::move(reason),
                        .has_second = identity::HasSecond(request.platform, request.officer.account.id)};
    return NoStore(web::Page(PlanPage(view, *request.platform.units.Now()), status));
}

web::Response AsFile(std::string csv, std::string_view name) {
    auto response = web::Bytes(std::move(csv), "text/csv; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"" + std::string(name) + "\"");
    return NoStore(std::move(response));
}

}  // namespace

web::Response ShowUpload(const OfficerRequest&) {
    web::MarkActive("administration");
    return NoStore(web::Page(UploadPage({})));
}

web::Response TakeUpload(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* file = request.http.form.File("tep");
    if (file == nullptr || file->size == 0) return Refused({{"STAFF_LIST", Say("Chọn tệp danh sách."), "tep"}});
    auto csv = file->size <= kMostBytes ? ReadFile(file->path) : std::nullopt;
    if (!csv) return Refused({{"STAFF_LIST", Say("Tệp lớn nhất {1} MB.", std::to_string(kMostBytes >> 20)), "tep"}});
    // What is no list is told before it is kept.
    if (const auto plan = identity::PlanStaff(request.platform, *csv); !plan) return Refused({plan.error()});
    const StaffList list{.id = Fresh<StaffListTag>(),
                         .by = request.officer.account.id,
                         .name = Shorten(OneSpaced(MendUtf8(file->name)), 100),
                         .csv = *std::move(csv),
                         .uploaded = request.platform.clock.Now()};
    request.platform.storage.MustWrite([&](Transaction& tx) { ListStore(tx).Insert(list); });
    return web::SeeOtherPage("/can-bo/quan-tri/danh-sach/" + ToText(list.id));
}

web::Response ShowPlan(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto list = ListOf(request);
    return list ? Shown(request, *std::move(list), {}) : Gone();
}

web::Response DownloadFaults(const OfficerRequest& request) {
    const auto list = ListOf(request);
    if (!list) return Gone();
    const auto plan = identity::PlanStaff(request.platform, list->csv);
    return plan ? AsFile(identity::FaultsAsCsv(*plan), "dong-loi.csv") : Refused({plan.error()});
}

web::Response CarryOutPlan(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto list = ListOf(request);
    if (!list) return Gone();
    const auto plan = identity::PlanStaff(request.platform, list->csv);
    if (!plan) return Refused({plan.error()});
    // What is done is what was shown.
    if (request.http.form.Value("da_xem") != identity::DigestOf(*plan))
        return Shown(request, *std::move(list),
                     {{"STAFF_LIST_STALE",
                       Say("Từ khi bạn xem, có thay đổi khác đã ghi. Đây là các thay đổi của lúc này; hãy xem lại rồi ghi."), "",
                       RefusalKind::conflict}});
    const auto faulty = request.http.form.Has("bo_loi") ? Faulty::leave_out : Faulty::refuse;
    // Taken first: what fails after the accounts are made would lose their codes.
    bool taken = false;
    request.platform.storage.MustWrite([&](Transaction& tx) { taken = ListStore(tx).Take(list->id); });
    if (!taken) return Gone();
    const std::string reason(Trim(request.http.form.Value("ly_do")));
    const auto done = identity::DoOrAsk(request.platform, identity::Manager::Of(request.officer.account),
                                        identity::TakingList(list->name, list->csv, identity::DigestOf(*plan), faulty, reason));
    if (!done) {
        request.platform.storage.MustWrite([&](Transaction& tx) { ListStore(tx).Insert(*list); });
        return Shown(request, *std::move(list), done.error(), reason);
    }
    if (done->asked) return web::SeeOtherPage("/can-bo/quan-tri/cho-xac-nhan");
    return done->codes.empty() ? web::SeeOtherPage("/can-bo/quan-tri") : CodesAsFile(done->codes);
}

}  // namespace dongson::administration
