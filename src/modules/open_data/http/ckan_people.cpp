#include <algorithm>

#include "core/text.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/follower_store.h"
#include "platform/identity/access_token.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data::ckan {

namespace {

// An officer sees themself; nobody lists who works for the province.
json::object UserOf(const identity::Account& account) {
    return {{"id", UuidOf(account.id)},
            {"name", account.login},
            {"fullname", account.name},
            {"display_name", account.name},
            {"about", nullptr},
            {"created", TimeOf(account.created)},
            {"state", "active"},
            {"sysadmin", false},
            {"number_created_packages", 0},
            {"image_display_url", nullptr}};
}

bool IsMe(const Call& call, const std::string& id) {
    return id.empty() || id == call.officer->account.login || id == UuidOf(call.officer->account.id);
}

// What stands behind "dataset", "group", "organization" or "user", by one lasting name; nothing when there is no such thing.
std::optional<std::string> ObjectOf(const Call& call, std::string_view kind, const std::string& id) {
    if (kind == "dataset") {
        const auto number = IdOfUuid(id);
        const auto dataset = call.request.platform.storage.Read([&](storage::Transaction& tx) {
            return number ? CatalogueStore(tx).Get(DatasetId{*number}) : CatalogueStore(tx).GetBySlug(id);
        });
        return dataset && dataset->state == DatasetState::published ? std::optional(UuidOf(dataset->id)) : std::nullopt;
    }
    if (kind == "group") {
        const auto* domain = Vocabulary::Shipped().FindDomain(id);
        return domain == nullptr ? std::nullopt : std::optional(domain->slug);
    }
    if (kind == "organization") {
        const auto number = IdOfUuid(id);
        const auto units = call.request.platform.units.Now();
        const auto* unit = number ? units->Find(UnitId{*number}) : units->FindByKey(id);
        return unit == nullptr ? std::nullopt : std::optional(unit->key);
    }
    return call.officer && IsMe(call, id) ? std::optional(UuidOf(call.officer->account.id)) : std::nullopt;
}

// "follow_dataset", "dataset_follower_count", "am_following_group" → what kind it is about.
std::string_view KindOf(std::string_view action) {
    for (const std::string_view kind : {"dataset", "organization", "group", "user"})
        if (action.find(kind) != std::string_view::npos) return kind;
    return "dataset";
}

json::object VocabularyOf(const TagVocabulary& vocabulary) {
    json::array tags;
    for (const auto& tag : vocabulary.tags)
        tags.push_back(json::object{{"id", tag}, {"name", tag}, {"display_name", tag}, {"vocabulary_id", UuidOf(vocabulary.id)}});
    return {{"id", UuidOf(vocabulary.id)}, {"name", vocabulary.name}, {"tags", std::move(tags)}};
}

std::vector<TagVocabulary> Vocabularies(const Call& call) {
    return call.request.platform.storage.Read([](storage::Transaction& tx) { return FollowerStore(tx).Vocabularies(); });
}

Result<TagVocabulary> FindVocabulary(const Call& call, const std::string& id) {
    if (id.empty()) return Missing("id");
    for (auto& vocabulary : Vocabularies(call))
        if (vocabulary.name == id || UuidOf(vocabulary.id) == id) return std::move(vocabulary);
    return NotFound();
}

std::vector<std::string> TagsIn(const Call& call) {
    std::vector<std::string> tags;
    const auto* given = call.parameters.Find("tags");
    if (given == nullptr || !given->is_array()) return tags;
    for (const auto& tag : given->as_array()) {
        if (tag.is_string()) tags.emplace_back(tag.as_string());
        if (tag.is_object() && tag.as_object().contains("name")) tags.emplace_back(tag.as_object().at("name").as_string());
    }
    return tags;
}

// Vocabularies belong to everybody: only those who publish change them.
std::optional<Refusal> RefuseNotLeader(const Call& call) {
    if (call.officer->May(kPublish)) return std::nullopt;
    return Denied().error();
}

Answered Kept(const Call& call, const TagVocabulary& vocabulary) {
    call.request.platform.storage.MustWrite([&](storage::Transaction& tx) { FollowerStore(tx).Update(vocabulary); });
    return json::serialize(VocabularyOf(vocabulary));
}

}  // namespace

Answered UserShow(const Call& call) {
    if (!IsMe(call, call.parameters.Text("id"))) return Denied();
    return json::serialize(UserOf(call.officer->account));
}

Answered UserList(const Call& call) {
    return json::serialize(json::array{UserOf(call.officer->account)});
}

Answered UserAutocomplete(const Call& call) {
    const auto& account = call.officer->account;
    json::array found;
    if (Fold(account.login + " " + account.name).find(Fold(call.parameters.Text("q"))) != std::string::npos)
        found.push_back(json::object{{"id", UuidOf(account.id)}, {"name", account.login}, {"fullname", account.name}});
    return json::serialize(found);
}

Answered OrganizationListForUser(const Call& call) {
    json::array list;
    if (!call.officer) return "[]";
    const auto units = call.request.platform.units.Now();
    for (const auto& appointment : call.officer->appointments)
        if (const auto* unit = units->Find(appointment.unit); unit != nullptr && appointment.role.Gives(kEdit)) {
            auto organization = OrganizationOf(*unit, 0);
            organization["capacity"] = appointment.role.Gives(kPublish) ? "admin" : "editor";
            list.push_back(std::move(organization));
        }
    return json::serialize(list);
}

Answered Follow(const Call& call) {
    const auto kind = KindOf(call.action);
    const auto object = ObjectOf(call, kind, call.parameters.Text("id"));
    if (call.parameters.Text("id").empty()) return Missing("id");
    if (!object) return NotFound();
    const auto now = call.request.platform.clock.Now();
    bool begun = false;
    call.request.platform.storage.MustWrite(
        [&](storage::Transaction& tx) { begun = FollowerStore(tx).Follow(call.officer->account.id, kind, *object, now); });
    if (!begun)
        return std::unexpected(Refusal{"CKAN_FOLLOWS", Say("Bạn đang theo dõi mục này rồi."), "message", RefusalKind::conflict});
    return json::serialize(
        json::object{{"follower_id", UuidOf(call.officer->account.id)}, {"object_id", *object}, {"datetime", TimeOf(now)}});
}

Answered Unfollow(const Call& call) {
    const auto kind = KindOf(call.action);
    const auto object = ObjectOf(call, kind, call.parameters.Text("id"));
    bool ended = false;
    if (object)
        call.request.platform.storage.MustWrite(
            [&](storage::Transaction& tx) { ended = FollowerStore(tx).Unfollow(call.officer->account.id, kind, *object); });
    if (!ended) return NotFound();
    return "null";
}

Answered AmFollowing(const Call& call) {
    const auto kind = KindOf(call.action);
    const auto object = ObjectOf(call, kind, call.parameters.Text("id"));
    if (!object) return NotFound();
    const auto followed = call.request.platform.storage.Read(
        [&](storage::Transaction& tx) { return FollowerStore(tx).FollowedBy(call.officer->account.id, kind); });
    return std::ranges::find(followed, *object) == followed.end() ? "false" : "true";
}

Answered FollowerCount(const Call& call) {
    const auto kind = KindOf(call.action);
    const auto object = ObjectOf(call, kind, call.parameters.Text("id"));
    if (!object) return NotFound();
    return std::to_string(
        call.request.platform.storage.Read([&](storage::Transaction& tx) { return FollowerStore(tx).Of(kind, *object).size(); }));
}

// How many there are is public, who they are is not: each sees only themself among them.
Answered FollowerList(const Call& call) {
    const auto kind = KindOf(call.action);
    const auto object = ObjectOf(call, kind, call.parameters.Text("id"));
    if (!object) return NotFound();
    const auto followers =
        call.request.platform.storage.Read([&](storage::Transaction& tx) { return FollowerStore(tx).Of(kind, *object); });
    json::array list;
    if (std::ranges::find(followers, call.officer->account.id) != followers.end()) list.push_back(UserOf(call.officer->account));
    return json::serialize(list);
}

Answered FolloweeList(const Call& call) {
    json::array list;
    call.request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const std::string_view kind : {"dataset", "group", "organization", "user"}) {
            if (call.action != "followee_list" && call.action != "followee_count" && KindOf(call.action) != kind) continue;
            for (const auto& object : FollowerStore(tx).FollowedBy(call.officer->account.id, kind))
                list.push_back(json::object{{"type", kind}, {"id", object}, {"display_name", object}});
        }
        return true;
    });
    return call.action.ends_with("count") ? std::to_string(list.size()) : json::serialize(list);
}

Answered ApiTokenList(const Call& call) {
    json::array list;
    for (const auto& token : identity::TokensOf(call.request.platform.storage, call.officer->account.id))
        list.push_back(json::object{{"id", UuidOf(token.id)},
                                    {"name", token.name},
                                    {"user_id", UuidOf(token.account)},
                                    {"created_at", TimeOf(token.created)},
                                    {"last_access", token.used ? json::value(TimeOf(*token.used)) : json::value(nullptr)}});
    return json::serialize(list);
}

Answered ApiTokenCreate(const Call& call) {
    // A token alone makes no other: one that is stolen would outlive its being revoked.
    const auto issued = identity::IssueToken(call.request.platform, call.officer->account, call.parameters.Text("name"),
                                             call.parameters.Text("password"));
    if (!issued) {
        auto refusal = issued.error();
        refusal.field = refusal.field == "mat_khau_cu" ? "password" : "name";
        return std::unexpected(std::move(refusal));
    }
    return json::serialize(json::object{{"token", issued->secret}});
}

Answered ApiTokenRevoke(const Call& call) {
    const auto id = IdOfUuid(call.parameters.Text("jti").empty() ? call.parameters.Text("id") : call.parameters.Text("jti"));
    if (!id || !identity::RevokeToken(call.request.platform.storage, call.officer->account.id, {*id})) return NotFound();
    return "null";
}

Answered VocabularyList(const Call& call) {
    json::array list;
    for (const auto& vocabulary : Vocabularies(call)) list.push_back(VocabularyOf(vocabulary));
    return json::serialize(list);
}

Answered VocabularyShow(const Call& call) {
    const auto vocabulary = FindVocabulary(call, call.parameters.Text("id"));
    if (!vocabulary) return std::unexpected(vocabulary.error());
    return json::serialize(VocabularyOf(*vocabulary));
}

Answered VocabularyCreate(const Call& call) {
    if (auto refusal = RefuseNotLeader(call)) return std::unexpected(std::move(*refusal));
    if (call.parameters.Text("name").empty()) return Missing("name");
    const TagVocabulary vocabulary{.id = Fresh<TagVocabularyTag>(), .name = call.parameters.Text("name"), .tags = TagsIn(call)};
    bool made = false;
    call.request.platform.storage.MustWrite([&](storage::Transaction& tx) { made = FollowerStore(tx).Insert(vocabulary); });
    if (!made) return std::unexpected(Refusal{"CKAN_NAME_TAKEN", Say("Tên này đã được dùng."), "name", RefusalKind::conflict});
    return json::serialize(VocabularyOf(vocabulary));
}

Answered VocabularyUpdate(const Call& call) {
    if (auto refusal = RefuseNotLeader(call)) return std::unexpected(std::move(*refusal));
    auto vocabulary = FindVocabulary(call, call.parameters.Text("id"));
    if (!vocabulary) return std::unexpected(vocabulary.error());
    if (call.parameters.Has("name")) vocabulary->name = call.parameters.Text("name");
    if (call.parameters.Has("tags")) vocabulary->tags = TagsIn(call);
    return Kept(call, *vocabulary);
}

Answered VocabularyDelete(const Call& call) {
    if (auto refusal = RefuseNotLeader(call)) return std::unexpected(std::move(*refusal));
    const auto vocabulary = FindVocabulary(call, call.parameters.Text("id"));
    if (!vocabulary) return std::unexpected(vocabulary.error());
    call.request.platform.storage.MustWrite([&](storage::Transaction& tx) { FollowerStore(tx).Delete(vocabulary->id); });
    return "null";
}

Answered TagCreate(const Call& call) {
    if (auto refusal = RefuseNotLeader(call)) return std::unexpected(std::move(*refusal));
    const auto name = call.parameters.Text("name");
    if (name.empty()) return Missing("name");
    auto vocabulary = FindVocabulary(call, call.parameters.Text("vocabulary_id"));
    if (!vocabulary) return std::unexpected(vocabulary.error());
    if (std::ranges::find(vocabulary->tags, name) == vocabulary->tags.end()) vocabulary->tags.push_back(name);
    if (const auto kept = Kept(call, *vocabulary); !kept) return kept;
    return json::serialize(
        json::object{{"id", name}, {"name", name}, {"display_name", name}, {"vocabulary_id", UuidOf(vocabulary->id)}});
}

Answered TagDelete(const Call& call) {
    if (auto refusal = RefuseNotLeader(call)) return std::unexpected(std::move(*refusal));
    auto vocabulary = FindVocabulary(call, call.parameters.Text("vocabulary_id"));
    if (!vocabulary) return std::unexpected(vocabulary.error());
    if (std::erase(vocabulary->tags, call.parameters.Text("id")) == 0) return NotFound();
    if (const auto kept = Kept(call, *vocabulary); !kept) return kept;
    return "null";
}

}  // namespace dongson::open_data::ckan
