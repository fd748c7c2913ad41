// Past dossiers: lists of what may be destroyed, who decides them, what is held back and for how long each kind is kept.
#include "modules/one_stop/http/records_handlers.h"

#include <algorithm>

#include "core/collation.h"
#include "core/text.h"
#include "modules/one_stop/actions/destroy_dossiers.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/set_retention.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/records_page.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/files/files.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

constexpr int kShown = 100;
constexpr std::string_view kPath = "/can-bo/luu-tru";

UnitId RecordsUnit(const OfficerRequest& request) {
    const auto unit = request.officer.UnitFor(kKeepRecords);
    return unit ? unit : request.officer.UnitFor(kDecide);
}

web::Response NotTheirRecords() {
    return web::RefusalPage(Refusal::Forbidden(Say("Chỉ người giữ hồ sơ lưu và người ký của đơn vị xem mục này.")));
}

web::Response ShownRecords(const OfficerRequest& request, RecordsView view) {
    const auto unit = RecordsUnit(request);
    if (!unit) return NotTheirRecords();
    view.unit = request.platform.units.Now()->NameOf(unit);
    view.keeps = request.officer.May(unit, kKeepRecords);
    if (view.keeps) view.due = DueForDestruction(request.platform, unit, kShown);
    request.platform.storage.Read([&](storage::Transaction& tx) {
        DestructionStore store(tx);
        view.held = store.HeldOf(unit, kShown);
        view.lists = store.Of(unit, kShown);
        return 0;
    });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(RecordsPage(view), status));
}

web::Response ShownRetention(const OfficerRequest& request, RetentionView view) {
    view.sets = request.officer.May(identity::kAdministrate);
    view.records = static_cast<bool>(RecordsUnit(request));
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.rules = DestructionStore(tx).Rules();
        view.history = DestructionStore(tx).EveryRule(kShown);
        for (const auto& [domain, count] : ProcedureStore(tx).Domains()) view.domains.push_back(domain);
        for (const auto& row : ProcedureStore(tx).All())
            if (std::ranges::find(view.history, row.code, &RetentionRule::procedure) != view.history.end())
                view.names[row.code] = row.name;
        return 0;
    });
    SortByName(view.domains, [](const std::string& domain) { return domain; });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(RetentionPage(view), status));
}

// What is no number from 1 is none that could be set.
int YearsOf(const RetentionView& view) {
    if (view.term == kTermForGood) return kForGood;
    if (view.term == kTermEnds) return kRuleEnds;
    const auto years = Trim(view.years);
    const bool number = !years.empty() && years.size() <= 3 && years.find_first_not_of("0123456789") == std::string_view::npos;
    const auto count = number ? static_cast<int>(ToNumber(years)) : 0;
    return count > 0 ? count : kMostYears + 1;
}

// Of a unit they keep the records of, or sign for.
std::optional<Destruction> ListIn(const OfficerRequest& request) {
    const auto id = ToNumber(request.http.Parameter("list"));
    auto list = request.platform.storage.Read([&](storage::Transaction& tx) { return DestructionStore(tx).Get(id); });
    if (list && !request.officer.May(list->unit, kKeepRecords) && !request.officer.May(list->unit, kDecide)) list.reset();
    return list;
}

web::Response NoList() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có danh mục này.")));
}

web::Response ShownList(const OfficerRequest& request, Destruction list, Refusals faults = {}) {
    DestructionView view{.list = std::move(list), .faults = std::move(faults)};
    view.holds =
        request.platform.storage.Read([&](storage::Transaction& tx) { return DestructionStore(tx).HoldsOfList(view.list.id); });
    view.decides =
        view.list.Waits() && request.officer.May(view.list.unit, kDecide) && view.list.asked_by != request.officer.account.id;
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(DestructionPage(view), status));
}

}  // namespace

web::Response ShowRecords(const OfficerRequest& request) {
    web::MarkActive("records");
    return ShownRecords(request, {});
}

web::Response AskToDestroy(const OfficerRequest& request) {
    web::MarkActive("records");
    const auto& form = request.http.form;
    const auto unit = request.officer.UnitFor(kKeepRecords);
    if (!unit) return NotTheirRecords();
    const std::string reason(form.Value("ly_do"));
    const auto asked = AskDestruction(request.platform, request.officer, unit, form.Values("ho_so"), reason);
    if (!asked) return ShownRecords(request, {.reason = reason, .faults = {asked.error()}});
    return web::SeeOtherPage(std::string(kPath) + "/" + std::to_string(*asked));
}

web::Response HoldBack(const OfficerRequest& request) {
    web::MarkActive("records");
    const auto& form = request.http.form;
    const std::string code(form.Value("ma_giu")), reason(form.Value("ly_do_giu"));
    if (const auto held = HoldRecord(request.platform, request.officer, std::string(Trim(code)), reason); !held)
        return ShownRecords(request, {.hold_code = code, .hold_reason = reason, .faults = {held.error()}});
    return web::SeeOtherPage(kPath);
}

web::Response LetGo(const OfficerRequest& request) {
    web::MarkActive("records");
    const auto& form = request.http.form;
    const auto intake =
        request.platform.storage.Read([&](storage::Transaction& tx) { return DestructionStore(tx).IntakeOf(form.Value("ma")); });
    const auto hold = ToNumber(form.Value("giu"));
    const std::string reason(form.Value(EndsHoldBecause(hold)));
    if (const auto ended = EndHold(request.platform, request.officer, intake, hold, reason); !ended)
        return ShownRecords(request, {.ends_hold = hold, .ends_because = reason, .faults = {ended.error()}});
    return web::SeeOtherPage(kPath);
}

web::Response ShowRetention(const OfficerRequest& request) {
    web::MarkActive(RecordsUnit(request) ? "records" : "retention");
    return ShownRetention(request, {});
}

web::Response SaveRetention(const OfficerRequest& request) {
    web::MarkActive(RecordsUnit(request) ? "records" : "retention");
    const auto& form = request.http.form;
    RetentionView view{.procedure = std::string(form.Value("thu_tuc")),
                       .domain = std::string(form.Value("linh_vuc")),
                       .term = std::string(form.Value("thoi_han")),
                       .years = std::string(form.Value("so_nam")),
                       .basis = std::string(form.Value("can_cu"))};
    if (view.term != kTermForGood && view.term != kTermYears && view.term != kTermEnds) {
        view.faults = {{"RECORDS_TERM", Say("Chọn giữ vĩnh viễn, giữ một số năm, hoặc bỏ quy định."), "thoi_han"}};
        return ShownRetention(request, std::move(view));
    }
    const auto done = SetRetention(
        request.platform, request.officer,
        {.procedure = view.procedure, .domain = view.domain, .years = YearsOf(view), .basis = view.basis, .set_by = {}});
    if (done) return web::SeeOtherPage(done->asked ? "/can-bo/quan-tri/cho-xac-nhan" : std::string(kPath) + "/thoi-han");
    view.faults = done.error();
    return ShownRetention(request, std::move(view));
}

web::Response ShowDestruction(const OfficerRequest& request) {
    web::MarkActive("records");
    auto list = ListIn(request);
    return list ? ShownList(request, *std::move(list)) : NoList();
}

web::Response DecideOnDestruction(const OfficerRequest& request) {
    web::MarkActive("records");
    auto list = ListIn(request);
    if (!list) return NoList();
    const auto choice = request.http.form.Value("quyet_dinh");
    if (choice != "tieu-huy" && choice != "khong")
        return ShownList(request, *std::move(list), {{"RECORDS_CHOICE", Say("Chọn đồng ý hoặc không đồng ý."), "quyet_dinh"}});
    const auto id = list->id;
    if (const auto decided = DecideDestruction(request.platform, request.officer, id, choice == "tieu-huy"); !decided)
        return ShownList(request, *std::move(list), {decided.error()});
    return web::SeeOtherPage(std::string(kPath) + "/" + std::to_string(id));
}

web::Response DownloadMinute(const OfficerRequest& request) {
    const auto list = ListIn(request);
    if (!list || !list->minute) return NoList();
    const auto file =
        request.platform.storage.Read([&](storage::Transaction& tx) { return files::FileStore::Find(tx, list->minute); });
    return file ? FileResponse(request.platform, *file) : NoList();
}

}  // namespace dongson::one_stop
