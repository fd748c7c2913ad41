#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/counter_slip.h"
#include "platform/identity/password.h"
#include "platform/identity/person_number.h"
#include "platform/identity/secrets.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

// What was typed in its normal form, and every fault of it.
Account CheckRegistration(const Registration& wanted, Instant now, Refusals& faults) {
    const auto check = [&](auto result, std::string field) {
        using Value = typename decltype(result)::value_type;
        if (result) return *result;
        faults.push_back(result.error());
        faults.back().field = std::move(field);
        return Value{};
    };
    const auto today = now.LocalDate();
    Account account{.id = Fresh<AccountTag>(),
                    .kind = wanted.kind,
                    .name = OneSpaced(wanted.name),
                    .address = OneSpaced(wanted.address),
                    .created = now};
    if (Length(account.name) < 2)
        faults.push_back({"NAME_MISSING", Say("Nhập họ và tên như trên thẻ căn cước, hoặc tên tổ chức."), "ho_ten"});
    for (auto& refusal : {RefuseLettersOfName(account.name, "ho_ten"), RefuseLetters(account.address, "dia_chi")})
        if (refusal) faults.push_back(*refusal);
    if (wanted.kind == AccountKind::citizen) {
        const auto number = check(ParsePersonNumber(wanted.person_number, today), "so_dinh_danh");
        if (number.kind == NumberKind::tax)
            faults.push_back(
                {"CITIZEN_NUMBER_LENGTH", Say("Số định danh cá nhân có đúng 12 chữ số, như trên thẻ căn cước."), "so_dinh_danh"});
        account.person_number = number.number;
        const auto born = Date::ParseSpoken(Trim(wanted.born));
        const auto citizen = ParseCitizenNumber(account.person_number, today);
        if (!born || *born > today)
            faults.push_back({"BIRTH_DATE", Say("Nhập ngày sinh, ví dụ 27/3/1990."), "ngay_sinh"});
        else if (citizen && born->Year() != citizen->birth_year)
            faults.push_back({"BIRTH_YEAR",
                              Say("Năm sinh {1} không khớp với số định danh (năm {2}).", std::to_string(born->Year()),
                                  std::to_string(citizen->birth_year)),
                              "ngay_sinh"});
        account.born = born.value_or(Date{});
    } else {
        account.person_number = check(ParseTaxCode(wanted.person_number), "so_dinh_danh");
    }
    account.login = account.person_number;
    account.phone = check(ParsePhone(wanted.phone), "so_dien_thoai");
    if (!Trim(wanted.email).empty()) account.email = check(ParseEmail(wanted.email), "thu_dien_tu");
    if (const auto password = CheckPassword(wanted.password, OwnWords(account)); !password) faults.push_back(password.error());
    return account;
}

Refusal Taken(const Account& holder) {
    if (holder.Proven())
        return {"ACCOUNT_EXISTS", Say("Số này đã có tài khoản. Hãy đăng nhập, hoặc đặt lại mật khẩu nếu quên."), "so_dinh_danh",
                RefusalKind::conflict};
    return {
        "ACCOUNT_EXISTS",
        Say("Số này đã có tài khoản chưa xác minh. Không phải của bạn? Mang thẻ đến một cửa nhận phiếu, rồi nhập mã vào đây."),
        "so_dinh_danh", RefusalKind::conflict};
}

}  // namespace

std::expected<Account, Refusals> Register(const Platform& platform, const Registration& wanted) {
    const auto now = platform.clock.Now();
    Refusals faults;
    auto account = CheckRegistration(wanted, now, faults);
    CounterSlips slips;
    std::optional<Vouched> vouched;
    if (faults.empty() && !Trim(wanted.slip).empty()) {
        const auto checked = slips.Check(platform.storage, account.person_number, wanted.slip, now);
        if (checked)
            vouched = *checked;
        else
            faults.push_back(checked.error());
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));

    account.password_hash = HashPassword(wanted.password);
    auto kept = platform.storage.InTransaction([&](Transaction& tx) -> Result<Account> {
        AccountStore accounts(tx);
        const auto holder = accounts.GetByLogin(account.login);
        if (holder && (!vouched || holder->Proven())) return std::unexpected(Taken(*holder));
        auto made = account;
        if (vouched) made.login = "tk" + ToText(made.id);  // until the number is its own, a moment later
        if (!accounts.Insert(made)) return std::unexpected(Taken(made));
        return vouched ? TakeNumber(platform, tx, slips, made, *vouched, now) : made;
    });
    if (!kept) return std::unexpected(Refusals{kept.error()});
    return *std::move(kept);
}

}  // namespace dongson::identity
