// A newer list of procedures: uploaded, looked at, taken or left, approved by a second person.
#include <algorithm>

#include "core/read_file.h"
#include "core/text.h"
#include "modules/one_stop/actions/compare_procedures.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/procedure_lists_page.h"
#include "modules/one_stop/storage/procedure_list_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "web/layout.h"

namespace dongson::one_stop {

using storage::Transaction;
using web::NoStore;

namespace {

constexpr std::int64_t kDifferencesPerPage = 20;

definitions::By Deciding(const OfficerRequest& request) {
    return {request.officer.account.id, request.officer.account.name};
}

std::optional<ProcedureListing> ListingOf(const OfficerRequest& request) {
    const ProcedureListId id{ToNumber(request.http.Parameter("list"))};
    return request.platform.storage.Read([&](Transaction& tx) { return ProcedureListStore(tx).Get(id); });
}

web::Response NoListing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có lần so sánh này.")));
}

std::string DecisionAsked(const OfficerRequest& request) {
    const auto asked = std::string(request.http.Asked("quyet-dinh"));
    return asked == "taken" || asked == "left" || asked == "tat-ca" ? asked : "cho";
}

DifferencesAsked FilterOf(const OfficerRequest& request) {
    const auto decision = DecisionAsked(request);
    return {.kind = std::string(request.http.Asked("loai")),
            .domain = std::string(request.http.Asked("linh-vuc")),
            .decision = decision == "cho"      ? ""
                        : decision == "tat-ca" ? "*"
                                               : decision};
}

ProcedureSheet SheetIn(const std::string& text) {
    DefinitionErrors ignored;
    return ReadSheet(text, ignored);
}

DifferenceView Looked(Transaction& tx, ProcedureDifference difference) {
    DifferenceView view;
    ProcedureStore procedures(tx);
    if (const auto decided = ProcedureListStore(tx).DecidedText(difference.code, difference.list); decided && !decided->empty())
        view.before = SheetIn(*decided);
    else if (const auto base = procedures.Base(difference.code))
        view.before = SheetOf(*base);
    if (const auto now = procedures.Newest(difference.code)) view.now = SheetOf(*now);
    if (!difference.text.empty()) view.then = SheetIn(difference.text);
    view.difference = std::move(difference);
    return view;
}

ProcedureListView ViewOf(const OfficerRequest& request, ProcedureListing list) {
    ProcedureListView view{.list = std::move(list)};
    const auto filter = FilterOf(request);
    view.kind = filter.kind;
    view.domain = filter.domain;
    view.decision = DecisionAsked(request);
    view.day = request.platform.clock.Now().LocalDate().Spoken();
    request.platform.storage.Read([&](Transaction& tx) {
        ProcedureListStore lists(tx);
        for (const auto& each : lists.Of(view.list.id, {.kind = "", .domain = "", .decision = filter.decision})) {
            ++view.kinds[std::string(DifferenceWord(each.kind))];
            ++view.domains[each.domain];
        }
        const auto taken = lists.Of(view.list.id, {.kind = "", .domain = "", .decision = "taken"});
        view.mark = MarkOfWaiting(taken);
        for (const auto& each : taken) view.to_approve += each.stage == definitions::StageWord(definitions::Stage::proposed);
        auto found = lists.Of(view.list.id, filter);
        view.found = std::ssize(found);
        view.pages = static_cast<int>(std::max<std::int64_t>(1, (view.found + kDifferencesPerPage - 1) / kDifferencesPerPage));
        view.page = static_cast<int>(std::clamp<std::int64_t>(ToNumber(request.http.Asked("trang")), 1, view.pages));
        const auto first = (view.page - 1) * kDifferencesPerPage;
        for (auto at = first; at < std::min(view.found, first + kDifferencesPerPage); ++at)
            view.rows.push_back(Looked(tx, std::move(found[static_cast<std::size_t>(at)])));
        return 0;
    });
    return view;
}

web::Response Answered(ProcedureListView view) {
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(ProcedureListPage(view), status));
}

web::Response RefusedList(const OfficerRequest& request, const Refusals& faults) {
    const auto lists = request.platform.storage.Read([](Transaction& tx) { return ProcedureListStore(tx).Lists(); });
    return NoStore(web::Page(ProcedureListsPage(lists, faults), web::StatusOf(faults.front().kind)));
}

// Those ticked, or all that the filter shows.
std::vector<std::string> CodesChosen(const OfficerRequest& request, ProcedureListId list, bool all) {
    if (!all) return request.http.form.Values("ma");
    std::vector<std::string> codes;
    for (auto& each :
         request.platform.storage.Read([&](Transaction& tx) { return ProcedureListStore(tx).Of(list, FilterOf(request)); }))
        codes.push_back(std::move(each.code));
    return codes;
}

void Tell(ProcedureListView& view, const Result<Taken>& taken, const Sentence& done) {
    constexpr std::size_t kTold = 30;
    if (!taken) {
        view.faults.push_back(taken.error());
        return;
    }
    view.told.push_back(done);
    for (const auto& each : taken->not_done) {
        if (view.told.size() > kTold) break;
        view.told.push_back(each);
    }
    if (taken->not_done.size() > kTold)
        view.told.push_back(Say("và {1} dòng khác.", Number(std::ssize(taken->not_done) - static_cast<std::int64_t>(kTold))));
}

}  // namespace

web::Response ShowProcedureLists(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto lists = request.platform.storage.Read([](Transaction& tx) { return ProcedureListStore(tx).Lists(); });
    return NoStore(web::Page(ProcedureListsPage(lists, {})));
}

web::Response TakeProcedureList(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* file = request.http.form.File("tep");
    if (file == nullptr || file->size == 0) return RefusedList(request, {{"FILE_NONE", Say("Chọn tệp danh mục."), "tep"}});
    const auto bytes = ReadFile(file->path);
    if (!bytes) return RefusedList(request, {{"FILE_NONE", Say("Không đọc được tệp. Hãy tải lại."), "tep"}});
    const auto compared = CompareList(request.platform, Deciding(request),
                                      {.name = file->name, .jsonl = *bytes, .only_good = request.http.form.Has("chi-dong-tot")});
    if (!compared) return RefusedList(request, compared.error());
    return web::SeeOtherPage(std::string(kListsPath) + "/" + ToText(compared->id));
}

web::Response ShowProcedureList(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto list = ListingOf(request);
    return list ? Answered(ViewOf(request, *std::move(list))) : NoListing();
}

web::Response DecideDifferences(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto list = ListingOf(request);
    if (!list) return NoListing();
    const auto& form = request.http.form;
    const auto act = form.Value("viec");
    const bool leaves = act.starts_with("de-lai"), all = act.ends_with("-het");
    Taking taking{.list = list->id,
                  .codes = CodesChosen(request, list->id, all),
                  .whole = form.Has("ca-phan"),
                  .reason = std::string(Trim(form.Value("ly_do")))};
    Refusals faults;
    if (taking.codes.empty()) faults.push_back({"NOTHING_CHOSEN", Say("Chưa chọn dòng nào."), "ly_do"});
    if (const auto day = Date::ParseSpoken(Trim(form.Value("tu_ngay"))))
        taking.valid_from = *day;
    else if (!leaves)
        faults.push_back({"DEFINITION_DAY", Say("Viết ngày như 29/8/2026."), "tu_ngay"});
    std::optional<Result<Taken>> taken;
    if (faults.empty())
        taken = leaves ? LeaveDifferences(request.platform, Deciding(request), taking)
                       : TakeDifferences(request.platform, Deciding(request), taking);
    auto view = ViewOf(request, *std::move(list));
    view.day = std::string(form.Value("tu_ngay"));
    view.reason = taking.reason;
    view.faults = std::move(faults);
    if (taken) {
        const auto done = Number(*taken ? (*taken)->done : 0);
        Tell(view, *taken,
             leaves ? Say("Đã để lại {1} dòng.", done) : Say("Đã nhận {1} dòng, chờ người thứ hai phê duyệt.", done));
    }
    return Answered(std::move(view));
}

web::Response ApproveDifferences(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto list = ListingOf(request);
    if (!list) return NoListing();
    Taking taking{.list = list->id,
                  .reason = std::string(Trim(request.http.form.Value("ly_do_duyet"))),
                  .seen = std::string(request.http.form.Value("da_xem"))};
    for (auto& each : request.platform.storage.Read([&](Transaction& tx) {
             return ProcedureListStore(tx).Of(list->id, {.kind = "", .domain = "", .decision = "taken"});
         }))
        taking.codes.push_back(std::move(each.code));
    const auto taken = ApproveTaken(request.platform, Deciding(request), taking);
    auto view = ViewOf(request, *std::move(list));
    Tell(view, taken, Say("Đã phê duyệt {1} thủ tục.", Number(taken ? taken->done : 0)));
    return Answered(std::move(view));
}

}  // namespace dongson::one_stop
