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
#include "platform/ledger/ledger.h"
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
    return {{"chot-quy", day.day.Iso(), "cash_day.day"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "cash_day.unit_id"},
            {"so-bien-lai", std::to_string(day.receipts), "cash_day.receipts"},
            {"so-huy-hoan", std::to_string(day.reversals), "cash_day.reversals"},
            {"tien-mat", std::to_string(day.cash), "cash_day.cash"},
            {"chuyen-khoan", std::to_string(day.transfers), "cash_day.transfers"},
            {"dem-duoc", std::to_string(day.counted), "cash_day.counted"},
            {"thoi-diem", day.closed.Rfc3339(), "cash_day.closed_at"},
            {"nguoi-thu-sha256", Hex(BytesOf(Digest(sealed))), "cash_day.cashier_id, cashier_name, explanation"}};
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

Result<CashDay> CloseCashDay(const Platform& platform, const identity::Officer& officer, const ClosingDay& closing) {
    if (!officer.May(closing.unit, kCollect))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người thu phí, lệ phí của đơn vị chốt quỹ của mình.")));
    const auto counted = ParseMoney(Trim(closing.counted));
    if (!counted) return No("FEE_COUNTED", Say("Nhập số tiền mặt đếm được, bằng số; 0 nếu không có."), "dem_duoc");
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<CashDay> {
        const auto now = platform.clock.Now();
        if (now.LocalDate() < closing.day) return No("FEE_DAY_TO_COME", Say("Ngày này chưa tới."), "ngay");
        FeeStore fees(tx);
        const auto cashier = officer.account.id;
        fees.HoldTill(closing.unit, cashier, now);
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
                    .closed = now};
        if (auto refusal = RefuseExplanation(day.explanation, day.Difference())) return std::unexpected(*std::move(refusal));
        day.ledger = platform.ledger.Append(tx, ledger::EntryText(LinesOf(platform, day)));
        fees.Insert(day);
        return day;
    });
}

void AuditCashDays(const Platform& platform, ledger::Audit& audit) {
    const auto days = platform.storage.Read([](Transaction& tx) { return FeeStore(tx).EveryClosed(); });
    for (const auto& day : days)
        audit.Hold({day.ledger, fmt::format("cash day {} of {}", day.day.Iso(), day.cashier_name), LinesOf(platform, day)});
}

}  // namespace dongson::one_stop
