// The money of a counter: a day, its end, a month; what waits for a second person.
#include <algorithm>

#include "core/read_file.h"
#include "core/temporary_folder.h"
#include "core/text.h"
#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/reverse_receipt.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/cash_page.h"
#include "modules/one_stop/storage/fee_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

// What a page about money shows whom: cashiers their own, whoever checks the unit's money all of it.
struct Scope {
    UnitId unit;
    bool collects = false, checks = false;
};

std::optional<Scope> ScopeOf(const OfficerRequest& request, std::string_view asked) {
    const auto& officer = request.officer;
    UnitId unit{ToNumber(asked)};
    if (asked.empty()) unit = officer.May(kCheckMoney) ? officer.UnitFor(kCheckMoney) : officer.UnitFor(kCollect);
    Scope scope{.unit = unit, .collects = officer.May(unit, kCollect), .checks = officer.May(unit, kCheckMoney)};
    if (!scope.unit || (!scope.collects && !scope.checks)) return std::nullopt;
    return scope;
}

web::Response NotYours() {
    return web::RefusalPage(
        Refusal::Forbidden(Say("Chỉ người thu phí, lệ phí và người kiểm tra tiền của đơn vị xem trang này.")));
}

// What the page asks about, from the address or from the form that was sent.
struct CashAsked {
    std::string unit, day, cashier;
};

CashAsked AskedOf(const OfficerRequest& request) {
    const auto& http = request.http;
    return {http.Asked("don-vi"), std::string(Trim(http.Asked("ngay"))), http.Asked("nguoi")};
}

// Everybody who took money that day, or gave it back.
std::vector<std::pair<std::string, std::string>> CashiersOf(const CashList& list) {
    std::vector<std::pair<std::string, std::string>> cashiers;
    const auto add = [&](AccountId id, const std::string& name) {
        if (std::ranges::find(cashiers, ToText(id), &std::pair<std::string, std::string>::first) == cashiers.end())
            cashiers.emplace_back(ToText(id), name);
    };
    for (const auto& row : list.taken) add(row.receipt.cashier, row.receipt.cashier_name);
    for (const auto& row : list.given_back) add(row.reversal.asked_by, row.reversal.asked_name);
    for (const auto& row : list.relieved) add(row.claim.decided_by, row.claim.decided_name);
    return cashiers;
}

CashView ViewOf(const OfficerRequest& request, const Scope& scope, const CashAsked& asked) {
    const auto& platform = request.platform;
    const auto today = platform.clock.Now().LocalDate();
    CashView view{.unit_name = platform.units.Now()->NameOf(scope.unit),
                  .unit = asked.unit,
                  .day = asked.day,
                  .today = today,
                  .cashier = asked.cashier,
                  .collects = scope.collects,
                  .checks = scope.checks,
                  .me = request.officer.account.id};
    const auto typed = asked.day.empty() ? today : Date::ParseSpoken(asked.day);
    if (!typed) view.faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"});
    const auto day = typed.value_or(today);
    view.day = typed ? day.Spoken() : asked.day;
    platform.storage.Read([&](storage::Transaction& tx) {
        FeeStore fees(tx);
        const AccountId whose = scope.checks ? AccountId{ToNumber(asked.cashier)} : view.me;
        const auto list = CashListOf(platform, tx, scope.unit, whose, day, day);
        view.cashiers = CashiersOf(scope.checks && whose ? CashListOf(platform, tx, scope.unit, {}, day, day) : list);
        view.table = DayTable(list, Say("Ngày {1}", day.Spoken()).Now());
        view.closed = fees.ClosedOf(scope.unit, day, day);
        if (whose) std::erase_if(view.closed, [&](const CashDay& each) { return each.cashier != whose; });
        for (const auto& each : view.closed) view.table.notes.push_back(ClosedInWords(each));
        const auto own = SumsOf(whose == view.me ? list : CashListOf(platform, tx, scope.unit, view.me, day, day));
        view.own_cash = own.cash;
        view.may_close =
            scope.collects && typed && day <= today && own.receipts + own.reversals > 0 && !fees.Closed(scope.unit, view.me, day);
        if (scope.collects) view.who_opens = WhoOpens(platform, tx, scope.unit, view.me);
        if (scope.collects) view.open_days = fees.OpenDaysBefore(scope.unit, view.me, today);
        for (const auto unit : platform.units.Now()->ActsFor(scope.unit, today))
            std::ranges::move(fees.Waiting(unit), std::back_inserter(view.waiting));
        if (!scope.checks) std::erase_if(view.waiting, [&](const GivenBack& each) { return each.reversal.asked_by != view.me; });
        return 0;
    });
    return view;
}

CashHead HeadOf(const OfficerRequest& request, UnitId unit) {
    const auto now = request.platform.clock.Now();
    return {OnPaper(*request.platform.units.Now(), unit, now.LocalDate()), request.officer.account.name, now};
}

web::Response Sent(std::string bytes, std::string_view type, const std::string& name, bool shown = false) {
    auto response = web::Bytes(std::move(bytes), type);
    response.With("content-disposition", std::string(shown ? "inline" : "attachment") + "; filename=\"" + name + "\"");
    return NoStore(std::move(response));
}

enum class FileKind : unsigned char { csv, book, paper };

web::Response FileOf(FileKind kind, const CashTable& table, const CashHead& head, const std::string& name) {
    if (kind == FileKind::csv) return Sent(CashCsv(table, head), "text/csv; charset=utf-8", name + ".csv");
    if (kind == FileKind::paper) return Sent(CashPaper(table, head), "application/pdf", name + ".pdf", true);
    const TemporaryFolder folder;
    const auto path = folder.path() + "/bang-ke.xlsx";
    WriteCashBook(table, head, path);
    return Sent(ReadFile(path).value_or(""), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
}

web::Response DayFile(const OfficerRequest& request, FileKind kind) {
    const auto asked = AskedOf(request);
    const auto scope = ScopeOf(request, asked.unit);
    if (!scope) return NotYours();
    const auto view = ViewOf(request, *scope, asked);
    if (!view.faults.empty()) return web::RefusalPage(view.faults.front());
    const auto day = Date::ParseSpoken(view.day).value_or(view.today);
    return FileOf(kind, view.table, HeadOf(request, scope->unit), "bang-ke-thu-" + day.Iso());
}

// The page again, with what was wrong.
web::Response CashAgain(const OfficerRequest& request, const Refusal& refusal) {
    const auto& form = request.http.form;
    const CashAsked asked{std::string(form.Value("don-vi")), std::string(Trim(form.Value("ngay"))), ""};
    const auto scope = ScopeOf(request, asked.unit);
    if (!scope) return NotYours();
    web::MarkActive(scope->collects ? "fees" : "money");
    auto view = ViewOf(request, *scope, asked);
    view.faults.push_back(refusal);
    view.typed_counted = form.Value("dem_duoc");
    view.typed_explanation = form.Value("giai_trinh");
    view.typed_reason = form.Value("ly_do");
    view.typed_opening = form.Value("ly_do_mo");
    view.typed_till = form.Value("cua");
    view.typed_receipt = ToNumber(form.Value("bien_lai"));
    return NoStore(web::Page(CashPage(view), web::StatusOf(refusal.kind)));
}

std::string Back(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto url = web::Url::Page("/can-bo/thu-phi");
    const auto unit = form.Value("don-vi");
    const auto of_unit = unit.empty() ? url : url.With("don-vi", unit);
    const auto day = Trim(form.Value("ngay"));
    return std::string((day.empty() ? of_unit : of_unit.With("ngay", day)).bytes());
}

MonthView MonthOf(const OfficerRequest& request, const Scope& scope) {
    const auto today = request.platform.clock.Now().LocalDate();
    MonthView view{.unit_name = request.platform.units.Now()->NameOf(scope.unit),
                   .unit = request.http.Asked("don-vi"),
                   .month = std::string(Trim(request.http.Asked("thang")))};
    const auto first = view.month.empty() ? Date::Of(today.Year(), today.Month(), 1) : Date::ParseSpoken("1/" + view.month);
    if (!first) {
        view.faults.push_back({"ANSWER_NOT_A_MONTH", Say("Nhập tháng và năm, ví dụ 11/2026."), "thang"});
        return view;
    }
    view.month = first->Spoken().substr(3);
    const int next = first->Month() % 12 + 1;
    const auto last = Date::Of(first->Year() + (next == 1 ? 1 : 0), next, 1) + -1;
    view.table = request.platform.storage.Read([&](storage::Transaction& tx) {
        const AccountId whose = scope.checks ? AccountId{} : request.officer.account.id;
        return MonthTable(CashListOf(request.platform, tx, scope.unit, whose, *first, last), Say("Tháng {1}", view.month).Now());
    });
    return view;
}

web::Response MonthFile(const OfficerRequest& request, FileKind kind) {
    const auto scope = ScopeOf(request, request.http.Asked("don-vi"));
    if (!scope) return NotYours();
    const auto view = MonthOf(request, *scope);
    if (!view.faults.empty()) return web::RefusalPage(view.faults.front());
    return FileOf(kind, view.table, HeadOf(request, scope->unit), "tong-hop-thu-" + ReplaceAll(view.month, "/", "-"));
}

}  // namespace

web::Response ShowCash(const OfficerRequest& request) {
    const auto asked = AskedOf(request);
    const auto scope = ScopeOf(request, asked.unit);
    if (!scope) return NotYours();
    web::MarkActive(scope->collects ? "fees" : "money");
    const auto view = ViewOf(request, *scope, asked);
    return NoStore(web::Page(CashPage(view), view.faults.empty() ? 200 : 422));
}

web::Response DownloadCashCsv(const OfficerRequest& request) {
    return DayFile(request, FileKind::csv);
}
web::Response DownloadCashBook(const OfficerRequest& request) {
    return DayFile(request, FileKind::book);
}
web::Response PrintCash(const OfficerRequest& request) {
    return DayFile(request, FileKind::paper);
}

web::Response CloseCash(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto scope = ScopeOf(request, form.Value("don-vi"));
    if (!scope) return NotYours();
    const auto day = Date::ParseSpoken(Trim(form.Value("ngay")));
    if (!day) return CashAgain(request, {"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"});
    ClosingDay closing{.unit = scope->unit,
                       .day = *day,
                       .counted = std::string(form.Value("dem_duoc")),
                       .explanation = std::string(form.Value("giai_trinh"))};
    if (!form.Has("theo_so")) {
        const auto counted = CountCashDay(request.platform, request.officer, closing);
        if (!counted) return CashAgain(request, counted.error());
        web::MarkActive(scope->collects ? "fees" : "money");
        return NoStore(web::Page(CloseCashPage(
            ViewOf(request, *scope, {std::string(form.Value("don-vi")), std::string(Trim(form.Value("ngay"))), ""}), *counted)));
    }
    closing.read = ToNumber(form.Value("theo_so"));
    const auto closed = CloseCashDay(request.platform, request.officer, closing);
    if (!closed) return CashAgain(request, closed.error());
    return web::SeeOtherPage(Back(request));
}

web::Response OpenCash(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto scope = ScopeOf(request, form.Value("don-vi"));
    if (!scope) return NotYours();
    const auto day = Date::ParseSpoken(Trim(form.Value("ngay")));
    if (!day) return CashAgain(request, {"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"});
    const auto opened = OpenCashDay(request.platform, request.officer,
                                    {.unit = scope->unit,
                                     .cashier = AccountId{ToNumber(form.Value("cua"))},
                                     .day = *day,
                                     .turn = static_cast<int>(ToNumber(form.Value("lan"))),
                                     .reason = std::string(form.Value("ly_do_mo"))});
    if (!opened) return CashAgain(request, opened.error());
    return web::SeeOtherPage(Back(request));
}

web::Response DecideOnReversal(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto decided = DecideReversal(request.platform, request.officer,
                                        {.receipt = ToNumber(form.Value("bien_lai")),
                                         .reversal = ToNumber(form.Value("de_nghi")),
                                         .agreed = form.Value("quyet_dinh") == "dong-y",
                                         .reason = std::string(form.Value("ly_do"))});
    if (!decided) return CashAgain(request, decided.error());
    return web::SeeOtherPage(Back(request));
}

web::Response ShowCashMonth(const OfficerRequest& request) {
    const auto scope = ScopeOf(request, request.http.Asked("don-vi"));
    if (!scope) return NotYours();
    web::MarkActive(scope->collects ? "fees" : "money");
    const auto view = MonthOf(request, *scope);
    return NoStore(web::Page(CashMonthPage(view), view.faults.empty() ? 200 : 422));
}

web::Response DownloadMonthCsv(const OfficerRequest& request) {
    return MonthFile(request, FileKind::csv);
}
web::Response DownloadMonthBook(const OfficerRequest& request) {
    return MonthFile(request, FileKind::book);
}
web::Response PrintMonth(const OfficerRequest& request) {
    return MonthFile(request, FileKind::paper);
}

}  // namespace dongson::one_stop
