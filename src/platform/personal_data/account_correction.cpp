// What an account says of its holder and its holder cannot change: name and day of birth.
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/person_number.h"
#include "platform/identity/storage/account_store.h"
#include "platform/personal_data/correction.h"
#include "platform/personal_data/storage/correction_store.h"

namespace dongson::personal_data {

using storage::Transaction;

namespace {

constexpr std::string_view kName = "name", kBorn = "born";
constexpr std::size_t kLongestName = 200;  // characters

std::vector<Correctable> OfAccount(const Platform&, Transaction&, const identity::Account& whose) {
    // An officer's name stands with their posts: administrators keep it.
    if (whose.kind == identity::AccountKind::officer) return {};
    const auto of = [&](std::string_view field, std::string label, std::string value) {
        return Correctable{.kind = "account",
                           .reference = "",
                           .field = std::string(field),
                           .label = std::move(label),
                           .value = std::move(value),
                           .unit = {}};
    };
    std::vector<Correctable> all{of(kName, "Họ tên của tài khoản", whose.name)};
    if (whose.kind == identity::AccountKind::citizen)
        all.push_back(of(kBorn, "Ngày sinh của tài khoản", whose.born == Date{} ? "" : whose.born.Spoken()));
    return all;
}

Result<std::string> CheckAccount(const Platform& platform, Transaction&, const Correctable& which, const std::string& typed) {
    if (which.field == kName) {
        auto name = OneSpaced(typed);
        if (Length(name) < 2 || Length(name) > kLongestName)
            return std::unexpected(
                Refusal{"NAME_MISSING", Say("Nhập họ và tên như trên thẻ căn cước, hoặc tên tổ chức."), "gia_tri"});
        if (auto refusal = RefuseLettersOfName(name, "gia_tri")) return std::unexpected(*std::move(refusal));
        return name;
    }
    const auto born = Date::ParseSpoken(Trim(typed));
    if (!born || *born > platform.clock.Now().LocalDate())
        return std::unexpected(Refusal{"BIRTH_DATE", Say("Nhập ngày sinh, ví dụ 27/3/1990."), "gia_tri"});
    return born->Spoken();
}

Result<void> CorrectAccount(const Platform&, Transaction& tx, const identity::Officer*, const Correction& correction) {
    identity::AccountStore accounts(tx);
    const auto account = accounts.Get(correction.account);
    if (!account) return std::unexpected(Refusal::NotFound(Say("Không có tài khoản này.")));
    const bool name = correction.field == kName;
    CorrectionStore(tx).SetPerson(account->id, name ? correction.after : account->name,
                                  name ? account->born : Date::ParseSpoken(correction.after).value_or(account->born));
    return {};
}

}  // namespace

Corrects AccountCorrects() {
    return {.kind = "account",
            .of = OfAccount,
            .check = CheckAccount,
            .capability = &identity::kAdministrate,
            .carry_out = CorrectAccount};
}

}  // namespace dongson::personal_data
