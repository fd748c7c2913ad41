#include "modules/one_stop/actions/close_cash_day.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/amount.h"
#include "core/bytes.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/written.h"
#include "modules/one_stop/storage/fee_store.h"
#include "platform/identity/posts.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using ledger::EntryLine;
using storage::Transaction;

namespace {

constexpr std::size_t kLongestExplanation = 1000;  // characters

// The sums stand in the entry; who it was, and what they explained, is bound by a digest.
std::vector<EntryLine> LinesOf(const Platform& platform, const CashDay& day) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(day.unit);
    const auto sealed =
        fmt::format("{} {} {} {}", ToText(day.cashier), day.cashier_name.size(), day.cashier_name, day.explanation);
    std::vector<EntryLine> lines{
        {"chot-quy", day.day.Iso(), "cash_day.day"},
        {"don-vi", unit == nullptr ? "" : unit->org_code, "cash_day.unit_id"},
        {"so-bien-lai", std::to_string(day.receipts), "cash_day.receipts"},
        {"so-huy-hoan", std::to_string(day.reversals), "cash_day.reversals"},
        {"tien-mat", std::to_string(day.cash), "cash_day.cash"},
        {"chuyen-khoan", std::to_string(day.transfers), "cash_day.transfers"},
        {"dem-duoc", std::to_string(day.counted), "cash_day.counted"},
        {"thoi-diem", day.closed.Rfc3339(), "cash_day.closed_at"},
        {"nguoi-thu-sha256", Hex(BytesOf(Digest(sealed))), "cash_day.cashier_id, cashier_name, explanation"}};
    if (day.turn > 1) lines.push_back({"lan-chot", std::to_string(day.turn), "cash_day.turn"});
    return lines;
}

// Names the entry of the closing that stands no more.
std::vector<EntryLine> OpeningLinesOf(const CashDay& day) {
    const auto& opening = *day.opened;
    const auto sealed =
        fmt::format("{} {} {} {} {}", ToText(day.cashier), ToText(opening.by), opening.name.size(), opening.name, opening.reason);
    return {{"mo-lai-quy", day.day.Iso(), "cash_opening.day"},
            {"lan-chot", std::to_string(day.turn), "cash_opening.turn"},
            {"muc-chot", std::to_string(day.ledger), "cash_day.ledger_entry"},
            {"thoi-diem", opening.at.Rfc3339(), "cash_opening.opened_at"},
            {"nguoi-mo-sha256", Hex(BytesOf(Digest(sealed))), "cash_opening.cashier_id, opened_by, opened_name, reason"}};
}

std::optional<Refusal> RefuseExplanation(std::string_view explanation, std::int64_t difference) {
    if (difference != 0 && VisibleLetters(explanation) < 3)
        return Refusal{"FEE_DIFFERENCE",
                       difference > 0 ? Say("Tiền đếm được thừa {1} so với sổ. Ghi vì sao.", Money(difference))
                                      : Say("Tiền đếm được thiếu {1} so với sổ. Ghi vì sao.", Money(-difference)),
                       "giai_trinh"};
    return RefuseWritten(explanation, "giai_trinh", kLongestExplanation);
}

}  // namespace

CashList CashListOf(const Platform& platform, Transaction& tx, UnitId unit, AccountId cashier, Date from, Date until) {
    CashList list;
    FeeStore fees(tx);
    for (const auto each : platform.units.Now()->ActsFor(unit, platform.clock.Now().LocalDate())) {
        auto of_unit = fees.ListOf(each, cashier, from, until);
        std::ranges::move(of_unit.taken, std::back_inserter(list.taken));
        std::ranges::move(of_unit.given_back, std::back_inserter(list.given_back));
        std::ranges::move(of_unit.relieved, std::back_inserter(list.relieved));
    }
    return list;
}

namespace {

Result<CashDay> Counted(const Platform& platform, Transaction& tx, const identity::Officer& officer, const ClosingDay& closing) {
    if (!officer.May(closing.unit, kCollect))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người thu phí, lệ phí của đơn vị chốt quỹ của mình.")));
    const auto counted = ParseMoney(Trim(closing.counted));
    if (!counted) return No("FEE_COUNTED", Say("Nhập số tiền mặt đếm được, bằng số; 0 nếu không có."), "dem_duoc");
    const auto now = platform.clock.Now();
    if (now.LocalDate() < closing.day) return No("FEE_DAY_TO_COME", Say("Ngày này chưa tới."), "ngay");
    FeeStore fees(tx);
    const auto cashier = officer.account.id;
    if (fees.Closed(closing.unit, cashier, closing.day))
        return No("FEE_DAY_ALREADY", Say("Ngày {1} bạn đã chốt quỹ rồi.", closing.day.Spoken()), "", RefusalKind::conflict);
    const auto sums = SumsOf(CashListOf(platform, tx, closing.unit, cashier, closing.day, closing.day));
    if (sums.receipts + sums.reversals == 0)
        return No("FEE_DAY_EMPTY", Say("Ngày {1} bạn không thu, không hoàn khoản nào.", closing.day.Spoken()), "",
                  RefusalKind::conflict);
    CashDay day{.unit = closing.unit,
                .cashier = cashier,
                .cashier_name = officer.account.name,
                .day = closing.day,
                .receipts = sums.receipts,
                .reversals = sums.reversals,
                .cash = sums.cash,
                .transfers = sums.transfers,
                .counted = *counted,
                .explanation = std::string(Trim(closing.explanation)),
                .closed = now,
                .turn = fees.TimesClosed(closing.unit, cashier, closing.day) + 1,
                .opened = std::nullopt};
    if (auto refusal = RefuseExplanation(day.explanation, day.Difference())) return std::unexpected(*std::move(refusal));
    return day;
}

}  // namespace

Result<CashDay> CountCashDay(const Platform& platform, const identity::Officer& officer, const ClosingDay& closing) {
    return platform.storage.Read([&](Transaction& tx) { return Counted(platform, tx, officer, closing); });
}

Result<CashDay> CloseCashDay(const Platform& platform, const identity::Officer& officer, const ClosingDay& closing) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<CashDay> {
        FeeStore fees(tx);
        fees.HoldTill(closing.unit, officer.account.id, platform.clock.Now());
        auto day = Counted(platform, tx, officer, closing);
        if (!day) return day;
        if (closing.read && *closing.read != day->cash)
            return No("FEE_TILL_CHANGED",
                      Say("Từ lúc bạn đọc, tiền mặt theo sổ đã đổi thành {1}. Hãy đếm lại rồi chốt.", Money(day->cash)),
                      "dem_duoc", RefusalKind::conflict);
        day->ledger = platform.ledger.Append(tx, ledger::EntryText(LinesOf(platform, *day)));
        fees.Insert(*day);
        return day;
    });
}

Result<CashDay> OpenCashDay(const Platform& platform, const identity::Officer& officer, const OpeningDay& opening) {
    if (!officer.May(opening.unit, kCheckMoney))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người được xem tiền đã thu của đơn vị mở lại quỹ đã chốt.")));
    if (opening.cashier == officer.account.id)
        return No("FEE_OWN_TILL", Say("Đây là quỹ của bạn, nên người khác phải mở lại."), "", RefusalKind::forbidden);
    if (VisibleLetters(opening.reason) < 3) return No("ONE_STOP_REASON_MISSING", Say("Cần ghi lý do."), "ly_do_mo");
    if (auto refusal = RefuseWritten(opening.reason, "ly_do_mo", kLongestExplanation))
        return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<CashDay> {
        FeeStore fees(tx);
        const auto now = platform.clock.Now();
        fees.HoldTill(opening.unit, opening.cashier, now);
        auto day = fees.Closed(opening.unit, opening.cashier, opening.day);
        if (!day || day->turn != opening.turn)
            return No("FEE_DAY_OPEN", Say("Quỹ này đã mở lại, hoặc đã chốt lần khác. Hãy xem lại trang."), "",
                      RefusalKind::conflict);
        day->opened = CashOpening{
            .by = officer.account.id, .name = officer.account.name, .reason = std::string(Trim(opening.reason)), .at = now};
        day->opened->ledger = platform.ledger.Append(tx, ledger::EntryText(OpeningLinesOf(*day)));
        fees.Open(*day);
        platform.notices.Send(tx, {.account = day->cashier, .email = ""},
                              {.reference = "",
                               .subject = Say("Quỹ đã chốt được mở lại"),
                               .sentence = Say("{1} mở lại quỹ ngày {2} của bạn: {3}. Hãy đếm và chốt lại.", officer.account.name,
                                               day->day.Spoken(), day->opened->reason),
                               .path = "/can-bo/thu-phi"},
                              now);
        return *std::move(day);
    });
}

std::vector<std::string> WhoOpens(const Platform& platform, Transaction& tx, UnitId unit, AccountId cashier) {
    identity::AccountStore accounts(tx);
    std::vector<std::string> names;
    for (const auto& each :
         identity::ColleaguesOn(accounts, *platform.units.Now(), unit, kCheckMoney, platform.clock.Now().LocalDate()))
        if (each.id != cashier) names.push_back(each.name);
    return names;
}

void AuditCashDays(const Platform& platform, ledger::Audit& audit) {
    const auto days = platform.storage.Read([](Transaction& tx) { return FeeStore(tx).EveryClosed(); });
    for (const auto& day : days) {
        audit.Hold({day.ledger, fmt::format("cash day {} of {}", day.day.Iso(), day.cashier_name), LinesOf(platform, day)});
        if (day.opened)
            audit.Hold({day.opened->ledger, fmt::format("opening of cash day {} of {}", day.day.Iso(), day.cashier_name),
                        OpeningLinesOf(day)});
    }
}

}  // namespace dongson::one_stop
