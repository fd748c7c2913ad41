#include <algorithm>
#include <array>
#include <charconv>

#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/http/handlers.h"
#include "platform/identity/access_token.h"
#include "platform/identity/posts.h"

namespace dongson::open_data {

namespace ckan {

namespace {

// Who may call it: anybody, an officer's token, or such a token by POST alone.
enum class Access : unsigned char { anyone, token, writes };

struct Named {
    std::string_view name;
    Action action;
    Access access;
    std::string_view about;  // what help_show says
};

// What exists, at a glance.
constexpr Named kActions[] = {
    {"am_following_dataset", AmFollowing, Access::token, "Whether the token's officer follows a dataset (id)"},
    {"am_following_group", AmFollowing, Access::token, "Whether the token's officer follows a group (id)"},
    {"am_following_user", AmFollowing, Access::token, "Whether the token's officer follows a user (id)"},
    {"api_token_create", ApiTokenCreate, Access::token, "Makes a token for programs of the token's officer (name, password)"},
    {"api_token_list", ApiTokenList, Access::token, "Tokens of the token's officer, without their secrets"},
    {"api_token_revoke", ApiTokenRevoke, Access::token, "Ends a token (jti)"},
    {"current_package_list_with_resources", CurrentPackageList, Access::anyone,
     "Datasets with their resources, the newest change first (limit, offset)"},
    {"dataset_followee_count", FolloweeList, Access::token, "How many datasets the token's officer follows"},
    {"dataset_followee_list", FolloweeList, Access::token, "Datasets the token's officer follows"},
    {"dataset_follower_count", FollowerCount, Access::anyone, "How many follow a dataset (id)"},
    {"dataset_follower_list", FollowerList, Access::token, "Followers of a dataset; each officer sees only themself (id)"},
    {"datastore_create", DatastoreCreate, Access::writes,
     "Rows as the first or next version of a resource (resource_id or resource, fields, records, primary_key)"},
    {"datastore_delete", DatastoreDelete, Access::writes, "Takes rows out, in a new version (resource_id, filters)"},
    {"datastore_info", DatastoreInfo, Access::anyone, "Columns and size of a table (id)"},
    {"datastore_records_delete", DatastoreDelete, Access::writes, "Takes rows out, in a new version (resource_id, filters)"},
    {"datastore_search", DatastoreSearch, Access::anyone,
     "Rows of a table (resource_id, filters, q, fields, sort, limit, offset, distinct, records_format)"},
    {"datastore_search_sql", DatastoreSearchSql, Access::anyone, "One SELECT over tables named by their resource ids (sql)"},
    {"datastore_upsert", DatastoreUpsert, Access::writes,
     "Inserts or changes rows by key, in a new version (resource_id, records, method)"},
    {"dcat_catalog_search", DcatCatalogShow, Access::anyone, "The catalogue as RDF (format, page)"},
    {"dcat_catalog_show", DcatCatalogShow, Access::anyone, "The catalogue as RDF (format, page)"},
    {"dcat_dataset_show", DcatDatasetShow, Access::anyone, "A dataset as RDF (id, format)"},
    {"dcat_datasets_list", DcatDatasetsList, Access::anyone, "Datasets as DCAT harvesters of CKAN list them"},
    {"follow_dataset", Follow, Access::writes, "Follows a dataset (id)"},
    {"follow_group", Follow, Access::writes, "Follows a group (id)"},
    {"follow_user", Follow, Access::writes, "Follows a user (id)"},
    {"followee_count", FolloweeList, Access::token, "How many things the token's officer follows"},
    {"followee_list", FolloweeList, Access::token, "Everything the token's officer follows"},
    {"format_autocomplete", FormatAutocomplete, Access::anyone, "Formats that contain words (q)"},
    {"group_autocomplete", GroupAutocomplete, Access::anyone, "Groups that contain words (q)"},
    {"group_create", NotByPrograms, Access::writes, "Refused: domains are data of the installation"},
    {"group_delete", NotByPrograms, Access::writes, "Refused: domains are data of the installation"},
    {"group_followee_count", FolloweeList, Access::token, "How many groups the token's officer follows"},
    {"group_followee_list", FolloweeList, Access::token, "Groups the token's officer follows"},
    {"group_follower_count", FollowerCount, Access::anyone, "How many follow a group (id)"},
    {"group_follower_list", FollowerList, Access::token, "Followers of a group; each officer sees only themself (id)"},
    {"group_list", GroupList, Access::anyone, "Groups: the domains of the portal (all_fields)"},
    {"group_package_show", GroupPackageShow, Access::anyone, "Datasets of a group (id, limit)"},
    {"group_patch", NotByPrograms, Access::writes, "Refused: domains are data of the installation"},
    {"group_show", GroupShow, Access::anyone, "A group (id, include_datasets)"},
    {"group_update", NotByPrograms, Access::writes, "Refused: domains are data of the installation"},
    {"license_list", LicenseList, Access::anyone, "Licences datasets may have"},
    {"member_list", MemberList, Access::anyone, "Datasets of a group or organisation (id, object_type)"},
    {"organization_autocomplete", OrganizationAutocomplete, Access::anyone, "Organisations that contain words (q)"},
    {"organization_create", NotByPrograms, Access::writes, "Refused: units of government are data of the installation"},
    {"organization_delete", NotByPrograms, Access::writes, "Refused: units of government are data of the installation"},
    {"organization_followee_count", FolloweeList, Access::token, "How many organisations the token's officer follows"},
    {"organization_followee_list", FolloweeList, Access::token, "Organisations the token's officer follows"},
    {"organization_follower_count", FollowerCount, Access::anyone, "How many follow an organisation (id)"},
    {"organization_follower_list", FollowerList, Access::token,
     "Followers of an organisation; each officer sees only themself (id)"},
    {"organization_list", OrganizationList, Access::anyone, "Organisations that publish (all_fields)"},
    {"organization_list_for_user", OrganizationListForUser, Access::anyone, "Organisations the token's officer works in"},
    {"organization_patch", NotByPrograms, Access::writes, "Refused: units of government are data of the installation"},
    {"organization_show", OrganizationShow, Access::anyone, "An organisation (id, include_datasets)"},
    {"organization_update", NotByPrograms, Access::writes, "Refused: units of government are data of the installation"},
    {"package_autocomplete", PackageAutocomplete, Access::anyone, "Datasets that contain words (q)"},
    {"package_create", PackageCreate, Access::writes,
     "Makes a dataset (name, title, notes, owner_org, license_id, groups, tags, extras, private)"},
    {"package_delete", PackageDelete, Access::writes, "Withdraws a dataset; its versions stay (id)"},
    {"package_list", PackageList, Access::anyone, "Names of datasets (limit, offset)"},
    {"package_patch", PackagePatch, Access::writes, "Changes what is named of a dataset (id, …)"},
    {"package_revise", PackageRevise, Access::writes, "Changes the dataset that match names (match, filter, update, include)"},
    {"package_search", PackageSearch, Access::anyone,
     "Datasets by Solr's syntax (q, fq, fq_list, sort, rows, start, facet.field, fl)"},
    {"package_show", PackageShow, Access::anyone, "A dataset (id)"},
    {"package_update", PackageUpdate, Access::writes, "Describes a dataset anew (id, …)"},
    {"resource_create", ResourceCreate, Access::writes,
     "Makes a resource: a link, or a file that becomes its first version (package_id, name, url, upload)"},
    {"resource_delete", ResourceDelete, Access::writes, "Takes a resource out of its dataset; its versions stay (id)"},
    {"resource_patch", ResourcePatch, Access::writes,
     "Changes what is named of a resource; a file becomes its next version (id, …, upload)"},
    {"resource_search", ResourceSearch, Access::anyone, "Resources whose fields contain words (query)"},
    {"resource_show", ResourceShow, Access::anyone, "A resource (id)"},
    {"resource_update", ResourceUpdate, Access::writes,
     "Describes a resource anew; a file becomes its next version (id, …, upload)"},
    {"resource_view_list", EmptyList, Access::anyone, "Always empty: tables are looked at on their pages"},
    {"resource_view_show", NoSuchView, Access::anyone, "Always not found: tables are looked at on their pages"},
    {"site_read", SiteRead, Access::anyone, "Whether the site may be read: yes"},
    {"status_show", StatusShow, Access::anyone, "What this site is"},
    {"tag_autocomplete", TagList, Access::anyone, "Tags that contain words (q)"},
    {"tag_create", TagCreate, Access::writes, "Puts a tag into a vocabulary (name, vocabulary_id)"},
    {"tag_delete", TagDelete, Access::writes, "Takes a tag out of a vocabulary (id, vocabulary_id)"},
    {"tag_list", TagList, Access::anyone, "Tags of datasets"},
    {"tag_search", TagList, Access::anyone, "Tags that contain words (query)"},
    {"tag_show", TagShow, Access::anyone, "A tag with its datasets (id)"},
    {"unfollow_dataset", Unfollow, Access::writes, "Follows a dataset no more (id)"},
    {"unfollow_group", Unfollow, Access::writes, "Follows a group no more (id)"},
    {"unfollow_user", Unfollow, Access::writes, "Follows a user no more (id)"},
    {"user_autocomplete", UserAutocomplete, Access::token, "The token's officer, if the words fit (q)"},
    {"user_followee_count", FolloweeList, Access::token, "How many users the token's officer follows"},
    {"user_followee_list", FolloweeList, Access::token, "Users the token's officer follows"},
    {"user_follower_count", FollowerCount, Access::token, "How many follow the token's officer"},
    {"user_follower_list", FollowerList, Access::token, "Followers of the token's officer"},
    {"user_list", UserList, Access::token, "The token's officer: nobody lists who works for the province"},
    {"user_show", UserShow, Access::token, "The token's officer (id)"},
    {"vocabulary_create", VocabularyCreate, Access::writes, "Makes a vocabulary of tags (name, tags)"},
    {"vocabulary_delete", VocabularyDelete, Access::writes, "Ends a vocabulary of tags (id)"},
    {"vocabulary_list", VocabularyList, Access::anyone, "Vocabularies of tags"},
    {"vocabulary_show", VocabularyShow, Access::anyone, "A vocabulary of tags (id)"},
    {"vocabulary_update", VocabularyUpdate, Access::writes, "Changes a vocabulary of tags (id, name, tags)"}};

const Named* Find(std::string_view name) {
    const auto* found = std::ranges::find(kActions, name, &Named::name);
    return found == std::end(kActions) ? nullptr : found;
}

json::object FromFields(const web::Fields& fields) {
    json::object values;
    for (const auto& [name, value] : fields) {
        auto* before = values.if_contains(name);
        if (before == nullptr)
            values[name] = value;
        else if (before->is_array())
            before->as_array().emplace_back(value);
        else
            *before = json::array{*before, value};
    }
    return values;
}

// Clients post JSON even to read; browsers and curl send a query or a form.
std::optional<json::object> ParametersOf(const web::Request& request) {
    if (request.method == web::Method::get || request.method == web::Method::head) return FromFields(request.query);
    if (!request.form.fields.empty()) return FromFields(request.form.fields);
    if (Trim(request.body).empty()) return FromFields(request.query);
    json::error_code error;
    auto value = json::parse(request.body, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.as_object());
}

struct Kind {
    int status;
    std::string_view type;
};

Kind KindOf(const Refusal& refusal) {
    if (refusal.kind == RefusalKind::not_found) return {404, "Not Found Error"};
    if (refusal.kind == RefusalKind::forbidden) return {403, "Authorization Error"};
    if (refusal.code == "SOLR_QUERY") return {400, "Search Query Error"};
    if (refusal.kind == RefusalKind::unavailable) return {500, "Internal Server Error"};
    return {409, "Validation Error"};
}

std::string HelpOf(const identity::AnyRequest& request, std::string_view action) {
    return request.platform.base_url + "/api/3/action/help_show?name=" + std::string(action);
}

web::Response Reply(const identity::AnyRequest& request, std::string body, int status) {
    // JSONP, as old pages of other sites ask for it: GET only, and a name that can be nothing but a name.
    const auto callback = request.http.method == web::Method::get ? request.http.Asked("callback") : std::string();
    const bool plain = !callback.empty() && callback.size() <= 100 && std::ranges::all_of(callback, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '$';
    });
    auto response = plain ? web::Bytes("/**/" + callback + "(" + body + ");", "application/javascript; charset=utf-8")
                          : web::Json(std::move(body));
    response.status = status;
    response.With("access-control-allow-origin", "*");
    return response;
}

web::Response Refuse(const identity::AnyRequest& request, std::string_view action, const Refusal& refusal) {
    const auto [status, type] = KindOf(refusal);
    json::object error{{"__type", type}};
    if (status == 409 && !refusal.field.empty())
        error[refusal.field] = json::array{refusal.sentence.Now()};
    else
        error["message"] = refusal.sentence.Now();
    return Reply(
        request,
        json::serialize(json::object{{"help", HelpOf(request, action)}, {"success", false}, {"error", std::move(error)}}),
        status);
}

// Clients send the token in one header, in both, or behind "Bearer".
std::optional<identity::Officer> OfficerOf(const identity::AnyRequest& request) {
    auto secret = request.http.Header("authorization");
    if (secret.empty()) secret = request.http.Header("x-ckan-api-key");
    if (secret.starts_with("Bearer ")) secret.remove_prefix(7);
    auto officer = identity::OfficerOfToken(request.platform.storage, Trim(secret), request.platform.clock.Now());
    if (!officer) return std::nullopt;
    officer->appointments = identity::PostsToday(request.platform, std::move(officer->appointments));
    return officer->appointments.empty() ? std::nullopt : std::move(officer);
}

std::optional<Refusal> RefuseAccess(const Named& action, const Call& call) {
    if (action.access == Access::anyone) return std::nullopt;
    if (!call.officer) return Denied().error();
    // An address in somebody's mail must change nothing.
    if (action.access == Access::writes && call.request.http.method != web::Method::post)
        return Refusal{"CKAN_POST", Say("Việc này phải gửi bằng POST."), "message", RefusalKind::conflict};
    return std::nullopt;
}

std::string TextOf(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    return value.is_null() ? std::string() : json::serialize(value);
}

}  // namespace

std::string Parameters::Text(std::string_view name) const {
    const auto* value = Find(name);
    return value == nullptr ? std::string() : TextOf(*value);
}

std::int64_t Parameters::Number(std::string_view name, std::int64_t otherwise) const {
    const auto text = Text(name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

bool Parameters::Flag(std::string_view name, bool otherwise) const {
    const auto text = Lower(Text(name));
    if (text.empty()) return otherwise;
    return text == "true" || text == "1" || text == "yes" || text == "on";
}

std::vector<std::string> Parameters::Texts(std::string_view name) const {
    const auto* value = Find(name);
    if (value == nullptr || value->is_null()) return {};
    std::vector<std::string> texts;
    const auto take = [&](const json::array& items) {
        for (const auto& item : items) texts.push_back(TextOf(item));
    };
    if (value->is_array()) {
        take(value->as_array());
        return texts;
    }
    const auto text = TextOf(*value);
    json::error_code error;
    const auto list = json::parse(text, error);
    if (!error && list.is_array()) {
        take(list.as_array());
        return texts;
    }
    for (const auto part : Split(std::string_view(text), ','))
        if (!Trim(part).empty()) texts.emplace_back(Trim(part));
    return texts;
}

std::optional<json::object> Parameters::Object(std::string_view name) const {
    const auto* value = Find(name);
    if (value == nullptr || value->is_null()) return json::object();
    if (value->is_object()) return value->as_object();
    json::error_code error;
    auto parsed = json::parse(TextOf(*value), error);
    if (error || !parsed.is_object()) return std::nullopt;
    return std::move(parsed.as_object());
}

}  // namespace ckan

web::Response CkanAction(Portal& portal, const AnyRequest& request) {
    const auto name = std::string_view(request.http.path).substr(request.http.path.rfind('/') + 1);
    auto values = ckan::ParametersOf(request.http);
    if (!values) {
        auto response = web::Json(JsonQuote("Bad request - JSON Error: No request body data"));
        response.status = 400;
        return response;
    }
    const ckan::Call call{portal, request, ckan::Parameters(std::move(*values)), std::string(name), ckan::OfficerOf(request)};
    if (name == "help_show") {
        const auto* asked = ckan::Find(call.parameters.Text("name"));
        if (asked == nullptr) return ckan::Refuse(request, name, ckan::NotFound().error());
        return ckan::Reply(request,
                           R"({"help":)" + JsonQuote(ckan::HelpOf(request, name)) + R"(,"success":true,"result":)" +
                               JsonQuote(std::string(asked->about)) + "}",
                           200);
    }
    const auto* action = ckan::Find(name);
    if (action == nullptr) {
        auto response = web::Json(JsonQuote("Bad request: Action name not known: " + std::string(name)));
        response.status = 400;
        return response;
    }
    if (const auto refusal = ckan::RefuseAccess(*action, call)) return ckan::Refuse(request, name, *refusal);
    const auto result = action->action(call);
    if (!result) return ckan::Refuse(request, name, result.error());
    return ckan::Reply(
        request, R"({"help":)" + JsonQuote(ckan::HelpOf(request, name)) + R"(,"success":true,"result":)" + *result + "}", 200);
}

}  // namespace dongson::open_data
