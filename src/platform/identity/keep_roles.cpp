#include "platform/identity/keep_roles.h"

#include <algorithm>
#include <set>

#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/role_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "storage/database.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::string_view kName = "ten", kEnglishName = "ten_tieng_anh", kGiven = "quyen";

std::optional<Refusal> RefuseKey(std::string_view key) {
    constexpr std::size_t kLeast = 2, kMost = 40;
    const bool plain =
        std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    constexpr std::string_view kPageForNew = "moi";
    if (plain && key.size() >= kLeast && key.size() <= kMost && key[0] >= 'a' && key != kPageForNew) return std::nullopt;
    return Refusal{"ROLE_KEY",
                   Say("Khóa gồm 2 đến 40 chữ thường không dấu, chữ số và gạch dưới; bắt đầu bằng chữ. Ví dụ: tap_su"), "khoa"};
}

Refusals FaultsOf(const RoleDraft& draft, const RoleBook& book) {
    Refusals faults;
    if (Length(draft.name.vi) < 2) faults.push_back({"ROLE_NAME", Say("Nhập tên vai trò."), std::string(kName)});
    for (const auto& [name, field] : {std::pair(&draft.name.vi, kName), std::pair(&draft.name.en, kEnglishName)}) {
        if (Length(*name) > kLongestRoleName)
            faults.push_back({"ROLE_NAME", Say("Tên dài nhất {1} ký tự.", std::to_string(kLongestRoleName)), std::string(field)});
        if (auto refusal = RefuseLetters(*name, std::string(field))) faults.push_back(*std::move(refusal));
    }
    if (draft.capabilities.empty()) faults.push_back({"ROLE_GIVES_NOTHING", Say("Chọn ít nhất một quyền."), std::string(kGiven)});
    for (const auto& key : draft.capabilities)
        if (std::ranges::find(book.declared(), key, &Capability::key) == book.declared().end())
            faults.push_back({"ROLE_CAPABILITY", Say("Không có quyền {1}.", key), std::string(kGiven)});
    if (auto good = CheckReason(draft.reason); !good) faults.push_back(good.error());
    return faults;
}

// Whether somebody could administrate on a day and nobody could by the next book. Those who can are held until the transaction
// ends, so that their posts do not end meanwhile.
bool NobodyWould(Transaction& tx, Date day, const RoleBook& next) {
    const auto before = StaffStore(tx).AbleOn(kAdministrate, day);
    for (const auto& [account, post] : before) AccountStore(tx).Lock(account);
    return !before.empty() && StaffStore(tx).AbleOn(kAdministrate, day, next).empty();
}

bool GivesMore(const RoleDefinition& role, const RoleBook& book) {
    const auto before = book.Find(role.key);
    return std::ranges::any_of(
        role.capabilities, [&](const auto& key) { return !before || !std::ranges::binary_search(before->capabilities, key); });
}

// Whether who holds it comes to sign or administrate by the change, or does so no more.
bool ChangesPower(const RoleBook& before, const RoleBook& next, std::string_view key) {
    const auto of_weight = [&](const RoleBook& book) {
        std::vector<std::string> all;
        if (const auto role = book.Find(key))
            std::ranges::copy_if(role->capabilities, std::back_inserter(all),
                                 [](const auto& each) { return GivingWantsTwo(std::vector{each}); });
        return all;
    };
    return of_weight(before) != of_weight(next);
}

// A name is what people read who appoint somebody and who say yes to it.
bool Renames(const RoleBook& before, const RoleBook& next, std::string_view key) {
    const auto was = before.Find(key), will_be = next.Find(key);
    return was && will_be && (was->name.vi != will_be->name.vi || was->name.en != will_be->name.en);
}

// Today, or from a later day on.
bool Holds(Transaction& tx, AccountId account, std::string_view role, Date today) {
    return std::ranges::any_of(StaffStore(tx).PostsOf(account), [&](const StaffStore::Post& post) {
        return post.held.role.key() == role && (!post.held.until || *post.held.until >= today);
    });
}

// Lists of staff name roles as people do: no two have one name, and none has another's key for a name.
std::optional<Refusal> RefuseName(const RoleDefinition& role, const RoleBook& book) {
    const auto names = [](const RoleDefinition& each) {
        return std::set{Fold(each.key), Fold(each.name.vi), Fold(each.name.en)};
    };
    auto own = names(role);
    own.erase("");
    for (const auto& other : book.roles()) {
        if (other->key == role.key) continue;
        for (const auto& name : names(*other))
            if (own.contains(name))
                return Refusal{"ROLE_NAME_TAKEN", Say("Vai trò {1} đã mang tên này.", other->key), std::string(kName),
                               RefusalKind::conflict};
    }
    return std::nullopt;
}

RoleBook NextBook(Transaction& tx, const RoleEdition& edition) {
    std::vector<RoleDefinition> own;
    for (auto& each : RoleStore(tx).Newest())
        if (!each.as_shipped && each.role.key != edition.role.key) own.push_back(std::move(each.role));
    if (!edition.as_shipped) own.push_back(edition.role);
    return RolesNow()->With(std::move(own), 0);
}

std::int64_t NewestVersion(Transaction& tx, std::string_view key) {
    const auto editions = RoleStore(tx).Editions(key);
    return editions.empty() ? 0 : editions.front().version;
}

// What keeps this version from being the next.
std::optional<Refusal> Refuse(Transaction& tx, const Manager& by, const RoleEdition& edition, std::int64_t begun_from,
                              Date today) {
    if (NewestVersion(tx, edition.role.key) != begun_from)
        return Refusal{"VERSION_CLASH", Say("Vai trò này vừa được sửa ở nơi khác. Xem lại rồi lưu lần nữa."), "",
                       RefusalKind::conflict};
    const auto next = NextBook(tx, edition);
    const auto role = next.Find(edition.role.key);
    if (role)
        if (auto refusal = RefuseName(*role, next)) return refusal;
    if (role && GivesMore(*role, *RolesNow()) && Holds(tx, by.id, role->key, today))
        return Refusal{"ROLE_ONESELF", Say("Bạn đang giữ vai trò này: không tự thêm quyền cho mình. Nhờ người quản trị khác."),
                       "", RefusalKind::forbidden};
    // On that day or, of those whose posts have no end, for ever.
    if (NobodyWould(tx, today, next) || NobodyWould(tx, Date::Of(9999, 12, 31), next))
        return Refusal{
            "ROLE_LAST_ADMINISTRATOR",
            Say("Không bỏ được quyền “{1}”: sau đó không ai quản trị được hệ thống.", std::string(kAdministrate.Now())),
            std::string(kGiven), RefusalKind::conflict};
    return std::nullopt;
}

std::expected<void, Refusals> Keep(const Platform& platform, const Manager& by, RoleEdition edition, std::int64_t begun_from) {
    edition.version = begun_from + 1;
    edition.author = by.id;
    edition.author_name = by.name;
    edition.made = platform.clock.Now();
    const auto today = edition.made.LocalDate();
    const auto kept = platform.storage.InTransaction([&, edition](Transaction& tx) mutable -> Result<void> {
        RoleStore(tx).MarkAnew();  // whoever else changes one waits
        if (auto refusal = Refuse(tx, by, edition, begun_from, today)) return std::unexpected(*std::move(refusal));
        const auto before = RolesNow();
        const auto next = NextBook(tx, edition);
        const bool of_weight = ChangesPower(*before, next, edition.role.key) || Renames(*before, next, edition.role.key);
        if (auto yes = TakeYes(platform, tx, by, {}, of_weight); !yes) return std::unexpected(yes.error());
        edition.entry = Enter(platform, tx, LinesOf(edition));
        RoleStore(tx).Add(edition);
        RoleStore(tx).MarkAnew();    // what was read of roles under the mark before is what was
        PostsChanged(platform, tx);  // work that nobody may do any more goes back to its unit
        return {};
    });
    if (!kept) return std::unexpected(Refusals{kept.error()});
    Log(Severity::warning, "ROLE_CHANGED",
        {{"role", edition.role.key}, {"version", std::to_string(edition.version)}, {"by", by.name}});
    return {};
}

RoleEdition EditionOf(const RoleDraft& draft) {
    RoleEdition edition{.role = {draft.key, {OneSpaced(draft.name.vi), OneSpaced(draft.name.en)}, draft.capabilities},
                        .reason = std::string(Trim(draft.reason))};
    std::ranges::sort(edition.role.capabilities);
    const auto again = std::ranges::unique(edition.role.capabilities);
    edition.role.capabilities.erase(again.begin(), again.end());
    return edition;
}

void Follow(const Platform& platform) {
    platform.storage.Read([](Transaction& tx) { return FollowRoles(tx), 0; });
}

}  // namespace

std::expected<void, Refusals> MakeRole(const Platform& platform, const Manager& by, const RoleDraft& draft) {
    Follow(platform);
    const auto book = RolesNow();
    auto faults = FaultsOf(draft, *book);
    if (auto refusal = RefuseKey(draft.key)) faults.insert(faults.begin(), *std::move(refusal));
    if (book->Find(draft.key))
        faults.push_back({"ROLE_TAKEN", Say("Đã có vai trò với khóa {1}.", draft.key), "khoa", RefusalKind::conflict});
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return Keep(platform, by, EditionOf(draft), 0);
}

std::expected<void, Refusals> ChangeRole(const Platform& platform, const Manager& by, const RoleDraft& draft) {
    Follow(platform);
    const auto book = RolesNow();
    if (!book->Find(draft.key)) return std::unexpected(Refusals{Refusal::NotFound(Say("Không có vai trò này."))});
    if (auto faults = FaultsOf(draft, *book); !faults.empty()) return std::unexpected(std::move(faults));
    return Keep(platform, by, EditionOf(draft), draft.begun_from);
}

std::expected<void, Refusals> RestoreRole(const Platform& platform, const Manager& by, std::string_view key, std::int64_t version,
                                          std::int64_t begun_from, std::string_view reason) {
    Follow(platform);
    if (auto good = CheckReason(reason); !good) return std::unexpected(Refusals{good.error()});
    const auto editions = platform.storage.Read([&](Transaction& tx) { return RoleStore(tx).Editions(key); });
    const auto found = std::ranges::find(editions, version, &RoleEdition::version);
    const auto shipped = RolesNow()->AsShipped(key);
    if (version == 0 ? !shipped : found == editions.end())
        return std::unexpected(Refusals{Refusal::NotFound(Say("Không có phiên bản này."))});
    RoleEdition edition = version == 0 ? RoleEdition{.role = *shipped, .as_shipped = true} : *found;
    edition.reason = Trim(reason);
    return Keep(platform, by, std::move(edition), begun_from);
}

}  // namespace dongson::identity
