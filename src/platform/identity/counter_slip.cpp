#include "platform/identity/counter_slip.h"

#include <algorithm>

#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/one_time_code.h"
#include "platform/identity/person_number.h"
#include "platform/identity/posts.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/account_sql.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::size_t kFinder = 4, kSecret = 8;

std::unexpected<Refusal> Wrong() {
    return std::unexpected(
        Refusal{"SLIP_WRONG",
                Say("Mã trên phiếu không đúng, đã dùng hoặc đã hết hạn. Sau {1} lần nhập sai phải xin phiếu mới tại quầy.",
                    std::to_string(kSlipTries)),
                "ma_phieu"});
}

}  // namespace

std::expected<Slip, Refusals> GiveSlip(const Platform& platform, const Officer& clerk, const SlipWanted& wanted) {
    const auto counter = clerk.UnitFor(kVouch);
    if (!counter)
        return std::unexpected(Refusals{Refusal::Forbidden(Say("Chỉ cán bộ một cửa xác minh được danh tính tại quầy."))});
    if (!platform.accepts_online)
        return std::unexpected(Refusals{Refusal::Forbidden(
            Say("Ở đây người dân không có tài khoản nên không cần phiếu: họ nộp hồ sơ tại Cổng Dịch vụ công quốc gia."))});
    const auto now = platform.clock.Now();
    Refusals faults;
    const auto number = ParsePersonNumber(wanted.number, now.LocalDate());
    if (!number) faults.push_back({number.error().code, number.error().sentence, "so_dinh_danh"});
    const auto name = OneSpaced(wanted.name);
    if (Length(name) < 2)
        faults.push_back({"NAME_MISSING", Say("Nhập họ và tên như trên thẻ căn cước, hoặc tên tổ chức."), "ho_ten"});
    if (auto refusal = RefuseLettersOfName(name, "ho_ten")) faults.push_back(*std::move(refusal));
    if (Length(Trim(wanted.document)) < 3) faults.push_back({"SLIP_DOCUMENT", Say("Ghi giấy tờ đã xem bản gốc."), "giay_to"});
    if (!wanted.seen)
        faults.push_back({"SLIP_NOT_SEEN", Say("Chỉ cấp mã khi đã xem bản gốc và đối chiếu người với ảnh."), "da_xem"});
    if (!faults.empty()) return std::unexpected(std::move(faults));

    const auto finder = FreshSigns(kFinder), secret = FreshSigns(kSecret);
    const auto hash = HashPassword(secret);
    const AccountKind kind = number->kind == NumberKind::tax ? AccountKind::business : AccountKind::citizen;
    Slip slip{InGroups(finder + secret),
              {kind, number->number, name, {ProofLevel::counter, now, counter, clerk.account.id}, FreshId()},
              now + kSlipDays * kDay};
    platform.storage.MustWrite([&](Transaction& tx) {
        const auto sought = sealing::Seek(sealing::Kind::number, slip.vouched.number);
        tx.Run(kEndSlips,
               {{"number_now", sought.now}, {"number_other", sought.other}, {"number_clear", sought.clear}, {"now", now}});
        tx.Run(kInsertSlip, {{"id", slip.vouched.reference},
                             {"number", sought.now},
                             {"finder", finder},
                             {"hash", hash},
                             {"kind", kind},
                             {"name", name},
                             {"document", Trim(wanted.document)},
                             {"unit", counter},
                             {"officer", clerk.account.id},
                             {"now", now},
                             {"expires", slip.until}});
        if (const auto holder = AccountStore(tx).GetByLogin(slip.vouched.number))
            Tell(
                platform, tx, *holder,
                Say("Một phiếu xác minh cho số định danh của bạn vừa được cấp tại quầy. Nếu không phải bạn, hãy báo bộ phận một cửa."));
    });
    Log(Severity::info, "PROOF_SLIP_GIVEN", {{"user.name", clerk.account.login}, {"for", LoggedLogin(slip.vouched.number)}});
    return slip;
}

Result<Vouched> CounterSlips::Check(storage::Database& database, std::string_view number, std::string_view typed, Instant now) {
    const auto parsed = ParsePersonNumber(number, now.LocalDate());
    const auto code = NormalCode(typed);
    if (!parsed || code.size() != kFinder + kSecret) return Wrong();
    struct Found {
        Vouched vouched;
        std::string hash;
    };
    // Looked up before anything is hashed: a made-up code costs nothing.
    const auto sought = sealing::Seek(sealing::Kind::number, parsed->number);
    const auto found = database.Read([&](Transaction& tx) {
        return tx.SelectOne(kSlip,
                            {{"number_now", sought.now},
                             {"number_other", sought.other},
                             {"number_clear", sought.clear},
                             {"finder", code.substr(0, kFinder)},
                             {"now", now},
                             {"tries", kSlipTries}},
                            [&](storage::Row& row) {
                                Found slip;
                                slip.vouched.reference = row.Next<std::int64_t>();
                                slip.hash = row.Next<std::string>();
                                slip.vouched.kind = row.Next<AccountKind>();
                                slip.vouched.name = row.Next<std::string>();
                                slip.vouched.number = parsed->number;
                                slip.vouched.proof.unit = row.Next<UnitId>();
                                slip.vouched.proof.by = row.Next<AccountId>();
                                slip.vouched.proof.level = ProofLevel::counter;
                                slip.vouched.proof.at = now;
                                return slip;
                            });
    });
    if (!found) return Wrong();
    bool counted = false;
    database.MustWrite(
        [&](Transaction& tx) { counted = tx.Run(kTrySlip, {{"id", found->vouched.reference}, {"tries", kSlipTries}}) == 1; });
    if (!counted || !PasswordMatches(found->hash, code.substr(kFinder))) {
        Log(Severity::warning, "PROOF_SLIP_REFUSED", {{"for", LoggedLogin(parsed->number)}});
        return Wrong();
    }
    return found->vouched;
}

bool CounterSlips::Spend(Transaction& tx, const Vouched& vouched, Instant now) {
    return tx.Run(kUseSlip, {{"id", vouched.reference}, {"now", now}}) == 1;
}

Result<Account> ProveBySlip(const Platform& platform, const Account& account, std::string_view number, std::string_view code) {
    CounterSlips slips;
    const auto now = platform.clock.Now();
    const auto vouched = slips.Check(platform.storage, number, code, now);
    if (!vouched) return std::unexpected(vouched.error());
    return platform.storage.InTransaction(
        [&](Transaction& tx) { return TakeNumber(platform, tx, slips, account, *vouched, now); });
}

}  // namespace dongson::identity
