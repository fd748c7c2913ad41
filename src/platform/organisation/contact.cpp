#include "platform/organisation/contact.h"

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/organisation/storage/contact_sql.h"

namespace dongson::organisation {

using storage::Row;

namespace {

constexpr std::size_t kLongest = 300, kLongestShort = 100;  // characters

ContactVersion ReadVersion(Row& row) {
    ContactVersion version;
    version.unit = row.Next<UnitId>();
    version.version = row.Next<std::int64_t>();
    version.contact = {.address = row.Next<std::string>(),
                       .phone = row.Next<std::string>(),
                       .email = row.Next<std::string>(),
                       .hours = row.Next<std::string>(),
                       .remark = row.Next<std::string>()};
    version.changed = row.Next<Instant>();
    version.changed_by = row.Next<std::string>();
    return version;
}

// An office's telephone is more than a person's: several numbers, a hotline of eight digits, an extension.
bool LooksLikePhone(std::string_view text) {
    constexpr std::size_t kFewestDigits = 3;
    return text.find_first_not_of("0123456789 +()-./;,") == std::string_view::npos &&
           std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= static_cast<std::ptrdiff_t>(kFewestDigits);
}

bool LooksLikeEmail(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t,;<>\"") == std::string_view::npos && text.find('.', at) != std::string_view::npos &&
           !text.ends_with('.');
}

}  // namespace

std::expected<Contact, Refusals> CleanContact(const Contact& typed) {
    Contact clean{OneSpaced(typed.address), OneSpaced(typed.phone), OneSpaced(typed.email), OneSpaced(typed.hours),
                  OneSpaced(typed.remark)};
    Refusals faults;
    const auto check = [&](const std::string& text, const char* field, std::size_t longest) {
        if (auto refusal = RefuseLetters(text, field)) faults.push_back(*std::move(refusal));
        if (Length(text) > longest)
            faults.push_back({"CONTACT_TOO_LONG", Say("Phần này dài quá {1} ký tự.", std::to_string(longest)), field});
    };
    check(clean.address, "address", kLongest);
    check(clean.phone, "phone", kLongestShort);
    check(clean.email, "email", kLongestShort);
    check(clean.hours, "hours", kLongest);
    check(clean.remark, "remark", kLongest);
    if (!clean.phone.empty() && !LooksLikePhone(clean.phone))
        faults.push_back(
            {"CONTACT_PHONE", Say("Ghi số điện thoại bằng chữ số; nhiều số thì cách nhau bằng dấu chấm phẩy."), "phone"});
    if (!clean.email.empty() && !LooksLikeEmail(clean.email))
        faults.push_back({"CONTACT_EMAIL", Say("Ghi một địa chỉ thư điện tử, ví dụ motcua@donvi.gov.vn."), "email"});
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return clean;
}

std::vector<ContactVersion> ContactStore::Versions(UnitId unit, int rows) {
    return tx_.Select(kContactVersions, {{"unit", unit}, {"rows", rows}}, ReadVersion);
}

std::optional<ContactVersion> ContactStore::Newest(UnitId unit) {
    auto versions = Versions(unit, 1);
    return versions.empty() ? std::nullopt : std::optional(std::move(versions.front()));
}

std::map<UnitId, ContactVersion> ContactStore::All() {
    std::map<UnitId, ContactVersion> all;
    for (auto& version : tx_.Select(kEveryContact, {}, ReadVersion)) all.emplace(version.unit, std::move(version));
    return all;
}

bool ContactStore::Add(UnitId unit, std::int64_t before, const Contact& contact, AccountId by, std::string_view by_name,
                       Instant now) {
    const auto newest = Newest(unit);
    if ((newest ? newest->version : 0) != before) return false;
    return tx_.Run(kInsertContact, {{"unit", unit},
                                    {"version", before + 1},
                                    {"address", contact.address},
                                    {"phone", contact.phone},
                                    {"email", contact.email},
                                    {"hours", contact.hours},
                                    {"remark", contact.remark},
                                    {"now", now},
                                    {"by", by},
                                    {"by_name", by_name}}) > 0;
}

}  // namespace dongson::organisation
