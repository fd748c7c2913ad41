#include "modules/one_stop/http/views.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>

#include "core/log.h"
#include "core/text.h"
#include "modules/one_stop/actions/issue_paper.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/fee_paper.h"
#include "modules/one_stop/domain/running_records.h"
#include "modules/one_stop/pages/unit_pages.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "modules/one_stop/storage/tracked_shelf.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/person_number.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"
#include "web/asker.h"
#include "web/layout.h"
#include "web/limits.h"

namespace dongson::one_stop {

namespace {

// The day that stands on the result; of one from before papers were kept, the day it was signed.
std::optional<Date> ResultDay(storage::Transaction& tx, const Dossier& dossier, const std::vector<Happening>& happenings) {
    if (dossier.result_number.empty()) return std::nullopt;
    std::optional<Date> day;
    for (const auto& happening : happenings)
        if (happening.event == names::kSign) day = happening.at.LocalDate();
    for (const auto& paper : PaperStore(tx).Issued(dossier.id))
        if (paper.form == kResult) day = paper.issued.LocalDate();
    return day;
}

}  // namespace

namespace {

// Of the applicant, or of one who applied together with them.
bool EndsSo(storage::Transaction& tx, const Dossier& dossier, std::string_view last_four) {
    if (identity::IsKnownBy(dossier.person.number, last_four)) return true;
    return dossier.Has(Beside::together) &&
           std::ranges::any_of(CoApplicantStore(tx).OfDossier(dossier.id),
                               [&](const CoApplicant& each) { return identity::IsKnownBy(each.number, last_four); });
}

}  // namespace

bool MayGuess(const AnyRequest& request, std::string_view code) {
    auto& limits = *request.platform.limits;
    const auto now = SystemClock().Now();
    return !limits.tracking.Exhausted(web::AskerOf(request.http.address), now) && !limits.tracked.Exhausted(CleanCode(code), now);
}

Refusal TooManyGuesses(std::string_view field) {
    return {"TRACKING_TOO_MANY",
            Say("Quá nhiều lần thử từ máy này hoặc với hồ sơ này. "
                "Hãy đợi một phút rồi thử lại."),
            std::string(field), RefusalKind::too_many};
}

namespace {

std::shared_ptr<const Tracked> ReadTracked(storage::Transaction& tx, const std::string& code) {
    auto dossier = DossierStore(tx).GetToTrack(code);
    if (!dossier) return nullptr;
    Tracked tracked{.dossier = *std::move(dossier), .happenings = {}, .result_day = {}};
    tracked.happenings = workflow::CaseStore(tx).Happenings(tracked.dossier.id);
    tracked.result_day = ResultDay(tx, tracked.dossier, tracked.happenings);
    if (tracked.dossier.fee_paid) tracked.fee_returned = FeeStore(tx).Of(tracked.dossier.id).Returned();
    // Nobody is told who they are; what was asked from them, and why, is theirs alone.
    tracked.dossier.person = {.account = tracked.dossier.person.account,
                              .kind = tracked.dossier.person.kind,
                              .name = {},
                              .number = tracked.dossier.person.number,
                              .address = {},
                              .phone = {},
                              .email = {}};
    tracked.dossier.clock = tracked.dossier.clock.ForAnyone();
    TellAsApplicant(ProcessOf(tracked.dossier), tracked.happenings);
    for (auto& happening : tracked.happenings) happening.reason.clear();
    return std::make_shared<const Tracked>(std::move(tracked));
}

std::shared_ptr<const Tracked> TrackedNow(storage::Database& database, const std::string& code, std::string_view last_four) {
    static TrackedShelf shelf;
    return database.Read([&](storage::Transaction& tx) -> std::shared_ptr<const Tracked> {
        const auto mark = MarkOf(tx, code);
        if (!mark) return nullptr;
        auto tracked = shelf.Find(database.number(), code, *mark);
        if (!tracked) {
            tracked = ReadTracked(tx, code);
            if (tracked) shelf.Keep(database.number(), code, *mark, tracked);
        }
        return tracked && EndsSo(tx, tracked->dossier, last_four) ? tracked : nullptr;
    });
}

}  // namespace

std::optional<TrackingView> FindTracked(const AnyRequest& request, std::string_view code, std::string_view last_four) {
    if (const auto tracked = TrackedNow(request.platform.storage, CleanCode(code), last_four)) {
        auto view = TrackingViewOf(request.platform, tracked->dossier, tracked->happenings);
        view.result_day = tracked->result_day;
        view.fee_returned = tracked->fee_returned;
        return view;
    }
    auto& limits = *request.platform.limits;
    limits.tracking.Allow(web::AskerOf(request.http.address), SystemClock().Now());
    limits.tracked.Allow(CleanCode(code), SystemClock().Now());
    return std::nullopt;
}

TrackingView TrackingViewOf(const Platform& platform, Dossier dossier, std::vector<Happening> happenings) {
    TrackingView view;
    const auto& state = ProcessOf(dossier).At(dossier.state);
    view.status = state.citizen.Now();
    view.national_status = state.status;
    const auto units = platform.units.Now();
    const auto now = platform.clock.Now();
    const auto seats = SeatsOn(dossier, *units, now.LocalDate());
    view.intake = units->NameOf(seats.intake);
    if (const auto* intake = units->Find(seats.intake)) view.intake_path = UnitPath(*intake);
    view.competent = units->NameOf(seats.competent);
    view.holder = units->NameOf(seats.holder);
    view.late = dossier.Late(now);
    const auto calendar = platform.calendar.Now();
    view.supply_until = workflow::SuppliedUntil(dossier, ProcessOf(dossier), *calendar);
    if (dossier.allowed && dossier.clock.Started())
        if (auto deadline = calendar::ComputeDeadline(*dossier.allowed, *calendar, dossier.clock)) {
            view.reasons = std::move(deadline->reasons);
            view.estimated = deadline->estimated;
        }
    view.dossier = std::move(dossier);
    view.happenings = std::move(happenings);
    return view;
}

std::map<UnitId, std::string> UnitNames(const Platform& platform, const Dossier& dossier,
                                        const std::vector<Happening>& happenings) {
    std::map<UnitId, std::string> names;
    const auto units = platform.units.Now();
    for (const auto unit : {dossier.intake, dossier.competent, dossier.department, dossier.holder})
        names[unit] = units->NameOf(unit);
    for (const auto& happening : happenings) {
        if (happening.actor_unit) names[happening.actor_unit] = units->NameOf(happening.actor_unit);
        if (happening.to_unit) names[happening.to_unit] = units->NameOf(happening.to_unit);
    }
    return names;
}

namespace {

// A form of the time before papers were kept, drawn from what is on record; it says so itself.
std::optional<Issue> IssueOnRecord(const PaperContext& context, std::string_view form) {
    const auto issued = std::ranges::find_if(context.happenings.rbegin(), context.happenings.rend(), [&](const Happening& each) {
        return form == kResult ? each.event == names::kSign : !form.empty() && each.form == form;
    });
    if (issued == context.happenings.rend()) return std::nullopt;
    return Issue{.form = std::string(form),
                 .unit = issued->actor_unit,
                 .notation = form == kResult ? context.dossier.result_number : "",
                 .at = issued->at,
                 .signer = issued->actor_name,
                 .position = "",
                 .reason = issued->reason,
                 .promised = kNever,
                 .components = {},
                 .sets = 1,
                 .draft = false,
                 .rebuilt = true};
}

web::Response PdfResponse(std::string pdf, const std::string& name) {
    auto response = web::Bytes(std::move(pdf), "application/pdf");
    response.With("content-disposition", "inline; filename=\"" + name + ".pdf\"");
    return NoStore(std::move(response));
}

// The paper as it was given says nothing of its end: then it is drawn anew, with what became of it.
std::optional<std::string> EndedReceipt(const Platform& platform, storage::Transaction& tx, const Dossier& dossier,
                                        std::int64_t paper) {
    const auto history = FeeStore(tx).Of(dossier.id);
    const auto receipt = std::ranges::find(history.receipts, paper, &FeeReceipt::paper);
    if (receipt == history.receipts.end()) return std::nullopt;
    auto end = EndOfReceipt(history, *receipt);
    if (end.empty()) return std::nullopt;
    const auto replaced = std::ranges::find(history.receipts, receipt->replaces, &FeeReceipt::id);
    return DrawFeeReceipt({.dossier = dossier,
                           .receipt = *receipt,
                           .unit = OnPaper(*platform.units.Now(), receipt->unit, receipt->day),
                           .replaced = replaced == history.receipts.end() ? "" : replaced->notation,
                           .base_url = platform.base_url,
                           .ended = std::move(end)})
        .pdf;
}

}  // namespace

bool IsResult(const Platform& platform, const Dossier& dossier, std::string_view form) {
    if (form == kResult) return true;
    return platform.storage.Read([&](storage::Transaction& tx) {
        return std::ranges::any_of(PaperStore(tx).Issued(dossier.id), [&](const IssuedPaper& paper) {
            return paper.form == kResult && std::to_string(paper.id) == form;
        });
    });
}

web::Response FormResponse(const Platform& platform, std::string_view code, std::string_view form, FormReader reader) {
    PaperContext context;
    std::optional<files::File> kept;
    std::optional<Refusal> refusal;
    std::optional<std::string> ended;
    const bool found = platform.storage.Read([&](storage::Transaction& tx) {
        DossierStore dossiers(tx);
        const auto dossier = dossiers.Get(code);
        if (!dossier) return false;
        const auto issued = PaperStore(tx).Issued(dossier->id);
        for (const auto& paper : issued)  // the newest of several
            if (paper.form == form || std::to_string(paper.id) == form) {
                kept = files::FileStore::Find(tx, paper.file);
                if (paper.form == kFeeReceipt) ended = EndedReceipt(platform, tx, *dossier, paper.id);
                // Nobody takes a result home whose fee is not paid.
                if (paper.form == kResult && reader == FormReader::applicant && !dossier->MayHandOver())
                    refusal = ResultHeldBack(*dossier);
            }
        if (!kept) context = PaperContextOf(platform, tx, *dossier, workflow::CaseStore(tx).Happenings(dossier->id));
        return true;
    });
    if (!found) return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
    if (refusal) return web::RefusalPage(*refusal);
    if (ended) return PdfResponse(*std::move(ended), std::string(code) + "-" + std::string(kFeeReceipt));
    if (kept) return FileResponse(platform, *kept);
    const auto name = context.dossier.code + "-" + std::string(form);
    if (form == kControlSlip) return PdfResponse(ControlSlip(context), name);
    auto issue = IssueOnRecord(context, form);
    if (!issue && form == kResult && reader == FormReader::officer && !context.dossier.closed)
        issue = Issue{.form = std::string(form),
                      .unit = context.dossier.competent,
                      .notation = "",
                      .at = context.now,
                      .signer = "",
                      .position = "",
                      .reason = "",
                      .promised = kNever,
                      .components = {},
                      .sets = 1,
                      .draft = true};
    if (!issue) return web::RefusalPage(Refusal::NotFound(Say("Hồ sơ này không có phiếu ấy.")));
    return PdfResponse(OfficialForm(context, *issue).pdf, name);
}

namespace {

std::map<std::string, ToldCounts> RowsTold(const std::map<std::string, FigureCounts>& rows,
                                           ToldCounts (FigureCounts::*told)() const) {
    std::map<std::string, ToldCounts> shown;
    for (const auto& [name, counts] : rows)
        if (const auto numbers = (counts.*told)(); numbers.HasRow()) shown.emplace(name, numbers);
    return shown;
}

// With what the units before it received: their work is its own.
void AddOwn(FiguresView& view, FigureStore& store, const organisation::Units& units, UnitId own, Instant now) {
    FigureCounts whole;
    std::map<std::string, FigureCounts> by_domain;
    for (const auto unit : units.ActsFor(own, view.until))
        for (const auto& row : store.OfUnit(unit, Months::Of(view.from, view.until), now)) {
            whole += row.counts;
            by_domain[row.domain] += row.counts;
        }
    view.own = whole;
    view.own_by_domain = RowsTold(by_domain, &FigureCounts::Exact);
}

}  // namespace

// Of the whole province everybody is told the same (docs/decisions/0010): exact numbers are of one's own unit.
FiguresView FiguresOf(const Platform& platform, std::optional<UnitId> own) {
    const auto now = platform.clock.Now();
    const auto today = now.LocalDate();
    const auto units = platform.units.Now();
    FiguresView view{.from = Date::Of(today.Year(), 1, 1), .until = today};
    const auto months = Months::Of(view.from, view.until);
    FigureCounts whole;
    std::map<std::string, FigureCounts> by_unit, by_domain;
    platform.storage.Read([&](storage::Transaction& tx) {
        FigureStore store(tx);
        for (const auto& row : store.ByUnit(months, now)) {
            whole += row.counts;
            by_unit[units->NameOf(row.unit)] += row.counts;
        }
        for (const auto& row : store.ByDomain(months, now)) by_domain[row.domain] += row.counts;
        if (own) AddOwn(view, store, *units, *own, now);
        return 0;
    });
    view.whole = whole.ForPublic();
    view.by_unit = RowsTold(by_unit, &FigureCounts::ForPublic);
    view.by_domain = RowsTold(by_domain, &FigureCounts::ForPublic);
    return view;
}

namespace {

// The fields most of the rows are of, the largest first.
std::vector<std::pair<std::string_view, int>> DomainsOf(const ProcedureShelf& shelf,
                                                        const std::vector<const ProcedureRow*>& rows) {
    constexpr std::size_t kMost = 15;
    std::vector<std::pair<std::string_view, int>> domains;
    domains.reserve(shelf.domains.size());
    for (const auto name : shelf.domains) domains.emplace_back(name, 0);
    for (const auto* row : rows) ++domains[shelf.domain_of[static_cast<std::size_t>(row - shelf.rows.data())]].second;
    std::erase_if(domains, [](const auto& domain) { return domain.second == 0; });
    std::ranges::stable_sort(domains, std::ranges::greater{}, &std::pair<std::string_view, int>::second);
    if (domains.size() > kMost) domains.resize(kMost);
    return domains;
}

}  // namespace

SearchView SearchProcedures(const Platform& platform, const web::Request& request, int rows_per_page) {
    SearchView view{.text = request.Asked("q"),
                    .domain = request.Asked("linh-vuc"),
                    .audience = request.Asked("doi-tuong"),
                    .level = request.Asked("cap"),
                    .online = request.Asked("muc-do"),
                    .shelf = {},
                    .rows = {},
                    .elsewhere = {},
                    .domains = {}};
    // What is left out of the list leaves its places to what comes after: then all of it must be in order.
    const bool narrowed = !(view.domain.empty() && view.audience.empty() && view.level.empty() && view.online.empty());
    const auto asked = std::clamp<std::int64_t>(ToNumber(request.Asked("trang")), 1, std::numeric_limits<int>::max());
    const auto shown = static_cast<std::size_t>(asked) * static_cast<std::size_t>(rows_per_page);
    auto found = SearchShelf(ShelfOf(platform.storage), view.text, narrowed ? ProcedureFinder::kAll : shown);
    view.elsewhere = std::move(found.elsewhere);
    auto& rows = found.rows;
    std::erase_if(rows, [&](const ProcedureRow* row) {
        return (view.audience == "ca-nhan" && !row->for_people) || (view.audience == "to-chuc" && !row->for_businesses) ||
               (!view.level.empty() && organisation::LevelWord(row->level) != view.level) ||
               (!view.online.empty() && std::to_string(static_cast<int>(row->online)) != view.online);
    });
    view.domains = DomainsOf(*found.shelf, rows);
    if (!view.domain.empty()) std::erase_if(rows, [&](const ProcedureRow* row) { return row->domain != view.domain; });
    view.found = static_cast<int>(rows.size());
    view.pages = std::max(1, (view.found + rows_per_page - 1) / rows_per_page);
    view.page = static_cast<int>(std::min<std::int64_t>(asked, view.pages));
    const auto first = static_cast<std::size_t>(view.page - 1) * static_cast<std::size_t>(rows_per_page);
    for (std::size_t index = first; index < rows.size() && index < first + static_cast<std::size_t>(rows_per_page); ++index)
        view.rows.push_back(rows[index]);
    view.shelf = std::move(found.shelf);
    return view;
}

}  // namespace dongson::one_stop
