#include "modules/one_stop/actions/destroy_dossiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/bytes.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/stopping.h"
#include "core/text.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/unit_on_paper.h"
#include "modules/one_stop/domain/written.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "platform/files/files.h"
#include "platform/identity/storage/account_store.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/audit.h"
#include "platform/notices/notices.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::string_view kDestroy = "one_stop.destroy";
constexpr std::string_view kSeries = "BB-TH";
constexpr std::size_t kLongestReason = 1000;  // characters

Result<std::string> CheckedText(const std::string& typed, std::string field, std::size_t most, Sentence missing) {
    std::string text(Trim(typed));
    if (VisibleLetters(text) < 3) return No("RECORDS_TEXT_MISSING", std::move(missing), std::move(field));
    if (auto refusal = RefuseWritten(text, std::move(field), most)) return std::unexpected(*std::move(refusal));
    return text;
}

std::string BasisOf(const RetentionRule& rule) {
    return Say("Giữ {1} năm: {2}", std::to_string(rule.years), rule.basis).In(Language::vietnamese);
}

// Why it does not go; nothing: it may.
std::optional<Refusal> RefuseToGo(const PastDossier& dossier, const RetentionRule* rule, Date today) {
    const auto since = MayGoFrom(rule, dossier);
    if (!since)
        return Refusal{"RECORDS_KEPT", Say("Hồ sơ {1}: chưa có quy định thời hạn, nên vẫn giữ.", dossier.code), "ho_so",
                       RefusalKind::conflict};
    if (*since > today)
        return Refusal{"RECORDS_NOT_YET", Say("Hồ sơ {1}: giữ đến hết ngày {2}.", dossier.code, (*since + -1).Spoken()), "ho_so",
                       RefusalKind::conflict};
    if (dossier.held)
        return Refusal{"RECORDS_HELD", Say("Hồ sơ {1} đang được giữ lại, không tiêu hủy.", dossier.code), "ho_so",
                       RefusalKind::conflict};
    if (!dossier.linked_to.empty())
        return Refusal{
            "RECORDS_LINKED",
            Say("Hồ sơ {1} có liên kết với {2}, việc này chưa xong, nên chưa tiêu hủy.", dossier.code, dossier.linked_to),
            "ho_so", RefusalKind::conflict};
    if (dossier.correcting)
        return Refusal{"RECORDS_CORRECTING",
                       Say("Hồ sơ {1} có đề nghị sửa dữ liệu cá nhân chưa trả lời, nên chưa tiêu hủy.", dossier.code), "ho_so",
                       RefusalKind::conflict};
    return std::nullopt;
}

// The unit itself, and those whose work it does today.
std::vector<UnitId> UnitsOf(const Platform& platform, UnitId unit) {
    std::vector<UnitId> all{unit};
    const auto now = platform.clock.Now();
    const auto units = platform.units.Now();
    for (const auto& other : units->all())
        if (other.id != unit && !other.ExistsOn(now.LocalDate()) && UnitToday(platform, other.id, now) == unit)
            all.push_back(other.id);
    return all;
}

bool KeepsRecordsOf(const Platform& platform, const identity::Officer& officer, UnitId intake) {
    return officer.May(UnitToday(platform, intake, platform.clock.Now()), kKeepRecords);
}

std::string CodesOf(const Destruction& list) {
    std::string codes;
    for (const auto& item : list.items) codes += item.code + "\n";
    return codes;
}

std::vector<ledger::EntryLine> LinesOf(const Platform& platform, const Destruction& list) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(list.unit);
    const auto who = fmt::format("{}\n{}\n{}\n{}\n{}", list.reason, ToText(list.asked_by), list.asked_by_name,
                                 ToText(list.decided_by), list.decided_by_name);
    return {{"bien-ban-tieu-huy", list.notation, "destruction.notation"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "destruction.unit_id"},
            {"thoi-diem", list.decided ? list.decided->Rfc3339() : "", "destruction.decided_at"},
            {"so-ho-so", std::to_string(list.items.size()), "destruction_dossier"},
            {"ho-so-sha256", Hex(BytesOf(Digest(CodesOf(list)))), "destruction_dossier.code"},
            {"nguoi-quyet-dinh-sha256", Hex(BytesOf(Digest(who))),
             "destruction.reason, asked_by, asked_by_name, decided_by, decided_by_name"}};
}

}  // namespace

std::vector<DuePast> DueForDestruction(const Platform& platform, UnitId unit, int most) {
    const auto today = platform.clock.Now().LocalDate();
    const auto january = [&](int years_ago) { return Instant::At(Date::Of(today.Year() - years_ago, 1, 1), 0); };
    return platform.storage.Read([&](Transaction& tx) {
        std::vector<DuePast> due;
        DestructionStore store(tx);
        const auto rules = store.Rules();
        for (const auto each : UnitsOf(platform, unit))
            for (const auto& rule : rules) {
                if (rule.years <= 0) continue;
                for (const auto& past : store.Due(each, rule, january(rule.years), january(kYearsOfReceipts), most))
                    due.push_back({past, *MayGoFrom(&rule, past), BasisOf(rule)});
            }
        std::ranges::stable_sort(due, {}, [](const DuePast& each) { return each.dossier.closed; });
        if (due.size() > static_cast<std::size_t>(most)) due.resize(static_cast<std::size_t>(most));
        return due;
    });
}

Result<void> HoldRecord(const Platform& platform, const identity::Officer& officer, const std::string& code,
                        const std::string& reason) {
    auto why = CheckedText(reason, "ly_do_giu", kLongestReason,
                           Say("Ghi vì sao phải giữ: đơn khiếu nại, vụ án, yêu cầu của cơ quan nào."));
    if (!why) return std::unexpected(why.error());
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        DestructionStore store(tx);
        const auto past = store.PastOf(code);
        if (!past || !KeepsRecordsOf(platform, officer, store.IntakeOf(code)))
            return No("RECORDS_NONE", Say("Không có hồ sơ đã kết thúc mã {1} ở đơn vị bạn.", code), "ma_giu",
                      RefusalKind::not_found);
        if (past->held)
            return No("RECORDS_HELD", Say("Hồ sơ {1} đang được giữ lại, không tiêu hủy.", code), "ma_giu", RefusalKind::conflict);
        store.Hold(past->id, *why, officer.account.name, platform.clock.Now());
        return {};
    });
}

Result<void> EndHold(const Platform& platform, const identity::Officer& officer, UnitId intake, std::int64_t hold,
                     const std::string& reason) {
    if (!KeepsRecordsOf(platform, officer, intake))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người giữ hồ sơ lưu của đơn vị làm việc này.")));
    auto why = CheckedText(reason, EndsHoldBecause(hold), kLongestReason,
                           Say("Ghi vì sao thôi giữ: khiếu nại đã giải quyết xong bằng văn bản nào, vụ án đã kết thúc khi nào."));
    if (!why) return std::unexpected(why.error());
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        if (!DestructionStore(tx).EndHold(hold, intake, officer.account.name, *why, platform.clock.Now()))
            return std::unexpected(Refusal::NotFound(Say("Hồ sơ này không còn được giữ lại.")));
        tx.AfterCommit([hold, login = officer.account.login] {
            Log(Severity::warning, "RECORD_HOLD_ENDED", {{"account", login}, {"hold", std::to_string(hold)}});
        });
        return {};
    });
}

Result<std::int64_t> AskDestruction(const Platform& platform, const identity::Officer& officer, UnitId unit,
                                    const std::vector<std::string>& codes, const std::string& reason) {
    if (!officer.May(unit, kKeepRecords))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người giữ hồ sơ lưu của đơn vị làm việc này.")));
    auto why = CheckedText(reason, "ly_do", kLongestReason, Say("Ghi lý do đề nghị tiêu hủy."));
    if (!why) return std::unexpected(why.error());
    if (codes.empty()) return No("ONE_STOP_NOTHING_CHOSEN", Say("Chọn ít nhất một hồ sơ."), "ho_so");
    if (codes.size() > kListedAtOnce)
        return No("ONE_STOP_TOO_MANY", Say("Mỗi danh mục nhiều nhất {1} hồ sơ.", std::to_string(kListedAtOnce)), "ho_so");
    const auto now = platform.clock.Now();
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<std::int64_t> {
        DestructionStore store(tx);
        const auto rules = store.Rules();
        Destruction list{.id = FreshId(),
                         .unit = unit,
                         .reason = *why,
                         .asked_by = officer.account.id,
                         .asked_by_name = officer.account.name,
                         .asked = now};
        for (const auto& code : codes) {
            const auto past = store.PastOf(code);
            if (!past || UnitToday(platform, store.IntakeOf(code), now) != unit)
                return No("RECORDS_NONE", Say("Không có hồ sơ đã kết thúc mã {1} ở đơn vị bạn.", code), "ho_so",
                          RefusalKind::not_found);
            const auto* rule = RuleFor(rules, past->procedure, past->domain);
            if (auto refusal = RefuseToGo(*past, rule, now.LocalDate())) return std::unexpected(*std::move(refusal));
            if (past->listed)
                return No("RECORDS_LISTED", Say("Hồ sơ {1} đã ở trong một danh mục khác.", code), "ho_so", RefusalKind::conflict);
            if (std::ranges::find(list.items, code, &Destruction::Item::code) != list.items.end()) continue;
            list.items.push_back({past->id, past->code, past->procedure_name, past->closed, BasisOf(*rule), {}});
        }
        store.Insert(list);
        identity::AccountStore accounts(tx);
        for (const auto& signer : accounts.OfficersOf(unit, kDecide, now.LocalDate()))
            if (signer.id != officer.account.id)
                platform.notices.Send(
                    tx, {.account = signer.id, .email = ""},
                    {.reference = "",
                     .subject = {},
                     .sentence = Say("{1} lập danh mục {2} hồ sơ hết thời hạn giữ để tiêu hủy, chờ người ký quyết định.",
                                     officer.account.name, std::to_string(list.items.size())),
                     .path = "/can-bo/luu-tru/" + std::to_string(list.id)},
                    now);
        tx.AfterCommit([id = list.id, rows = list.items.size()] {
            Log(Severity::info, "DESTRUCTION_ASKED", {{"list", std::to_string(id)}, {"dossiers", std::to_string(rows)}});
        });
        return list.id;
    });
}

Result<void> DecideDestruction(const Platform& platform, const identity::Officer& officer, std::int64_t id, bool granted) {
    auto found = platform.storage.Read([&](Transaction& tx) { return DestructionStore(tx).Get(id); });
    if (!found || !officer.May(found->unit, kDecide))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người ký của đơn vị quyết định tiêu hủy hồ sơ.")));
    if (found->asked_by == officer.account.id)
        return No("RECORDS_ONESELF", Say("Bạn đã lập danh mục này, nên người khác quyết định."), "", RefusalKind::forbidden);
    const auto now = platform.clock.Now();
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        DestructionStore store(tx);
        auto list = store.Get(id).value();
        if (!list.Waits()) return No("RECORDS_DECIDED", Say("Danh mục này đã có quyết định."), "", RefusalKind::conflict);
        list.decision = granted ? "granted" : "refused";
        list.decided_by = officer.account.id;
        list.decided_by_name = officer.account.name;
        list.decided = now;
        if (granted) {
            const auto rules = store.Rules();
            for (const auto& item : list.items) {
                const auto past = store.PastOf(item.code);
                if (!past)
                    return No("RECORDS_NONE", Say("Không có hồ sơ đã kết thúc mã {1} ở đơn vị bạn.", item.code), "",
                              RefusalKind::conflict);
                if (auto refusal = RefuseToGo(*past, RuleFor(rules, past->procedure, past->domain), now.LocalDate()))
                    return std::unexpected(*std::move(refusal));
            }
            const auto number = numbering::NextOfYear(tx, list.unit, kSeries, now.LocalDate().Year());
            list.notation = fmt::format("{:02}/{}", number, kSeries);
            const auto kept =
                platform.files.KeepMade(DestructionMinute(list, OnPaper(*platform.units.Now(), list.unit, now.LocalDate()), now),
                                        "bien-ban-tieu-huy.pdf");
            if (!kept) return std::unexpected(kept.error());
            list.minute = files::FileStore::Record(tx, *kept, now).id;
            list.ledger = platform.ledger.Append(tx, ledger::EntryText(LinesOf(platform, list)));
        }
        if (!store.Decide(list)) return No("RECORDS_DECIDED", Say("Danh mục này đã có quyết định."), "", RefusalKind::conflict);
        if (granted) platform.jobs.AddFollowing(tx, kDestroy, now);
        tx.AfterCommit([id, granted] {
            if (granted) Log(Severity::warning, "DESTRUCTION_GRANTED", {{"list", std::to_string(id)}});
            if (!granted) Log(Severity::info, "DESTRUCTION_REFUSED", {{"list", std::to_string(id)}});
        });
        return {};
    });
}

namespace {

// Whole or not at all. A complaint, or a longer term, may have come since the decision: then it waits. Or another program was
// faster.
bool DestroyOne(const Platform& platform, const DestructionStore::Granted& dossier) {
    const auto now = platform.clock.Now();
    const auto destroyed = platform.storage.InTransaction([&](Transaction& tx) -> Result<bool> {
        DestructionStore store(tx);
        const auto past = store.PastOf(dossier.code);
        if (!past || RefuseToGo(*past, RuleFor(store.Rules(), past->procedure, past->domain), now.LocalDate())) return false;
        if (!store.Destroy(dossier, now))
            return No("RECORDS_UNSEQUENCED", Say("Hồ sơ {1} còn việc chờ ghi vào sổ cái.", dossier.code));
        return true;
    });
    if (!destroyed)
        Log(Severity::warning, "DOSSIER_NOT_DESTROYED", {{"dossier", dossier.code}, {"error", destroyed.error().code}});
    return destroyed.value_or(false);
}

}  // namespace

int DestroyGranted(const Platform& platform) {
    constexpr int kRows = 50;
    int destroyed = 0;
    std::string after;  // whoever cannot go yet stops nobody behind it
    while (!Stopping()) {
        const auto granted =
            platform.storage.Read([&](Transaction& tx) { return DestructionStore(tx).GrantedAfter(after, kRows); });
        if (granted.empty()) break;
        for (const auto& dossier : granted)
            if (DestroyOne(platform, dossier)) ++destroyed;
        after = granted.back().code;
    }
    if (destroyed > 0) Log(Severity::warning, "DOSSIERS_DESTROYED", {{"dossiers", std::to_string(destroyed)}});
    return destroyed;
}

void DestroyWhatIsGranted(const Platform& platform) {
    platform.jobs.Handle(std::string(kDestroy), [&platform](const jobs::Job&) { DestroyGranted(platform); }, jobs::kPrompt);
    // Also of a program that was cut short: its job is leased still, and nobody waits for that.
    platform.jobs.EveryMinute([&platform, begun = std::int64_t{0}]() mutable {
        const auto hour = platform.clock.Now().ms / kHour;
        if (begun == hour) return;
        begun = hour;
        const bool any = platform.storage.Read([](Transaction& tx) { return !DestructionStore(tx).GrantedAfter("", 1).empty(); });
        if (any) platform.storage.MustWrite([&](Transaction& tx) { platform.jobs.Add(tx, kDestroy, "", platform.clock.Now()); });
    });
}

void AuditDestructions(const Platform& platform, ledger::Audit& audit) {
    const auto ids = platform.storage.Read([](Transaction& tx) { return DestructionStore(tx).Every(); });
    for (const auto id : ids) {
        std::optional<Destruction> list;
        std::vector<std::int64_t> entries;
        platform.storage.Read([&](Transaction& tx) {
            DestructionStore store(tx);
            list = store.Get(id);
            for (const auto& item : list->items)
                if (item.destroyed) std::ranges::copy(store.EntriesOf(item.dossier), std::back_inserter(entries));
            return 0;
        });
        audit.Hold({list->ledger, fmt::format("destruction {}", list->notation), LinesOf(platform, *list)});
        for (const auto entry : entries) audit.ClaimEntry(entry);
    }
}

}  // namespace dongson::one_stop
