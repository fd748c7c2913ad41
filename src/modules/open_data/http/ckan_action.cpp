#include <algorithm>
#include <array>
#include <charconv>

#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/http/handlers.h"

namespace dongson::open_data {

namespace ckan {

namespace {

struct Named {
    std::string_view name;
    Action action;
};

// What exists, at a glance.
constexpr Named kActions[] = {{"current_package_list_with_resources", CurrentPackageList},
                              {"datastore_info", DatastoreInfo},
                              {"datastore_search", DatastoreSearch},
                              {"format_autocomplete", FormatAutocomplete},
                              {"group_autocomplete", GroupAutocomplete},
                              {"group_list", GroupList},
                              {"group_package_show", GroupPackageShow},
                              {"group_show", GroupShow},
                              {"license_list", LicenseList},
                              {"organization_autocomplete", OrganizationAutocomplete},
                              {"organization_list", OrganizationList},
                              {"organization_list_for_user", EmptyList},
                              {"organization_show", OrganizationShow},
                              {"package_autocomplete", PackageAutocomplete},
                              {"package_list", PackageList},
                              {"package_search", PackageSearch},
                              {"package_show", PackageShow},
                              {"resource_search", ResourceSearch},
                              {"resource_show", ResourceShow},
                              {"resource_view_list", EmptyList},
                              {"site_read", SiteRead},
                              {"status_show", StatusShow},
                              {"tag_list", TagList},
                              {"tag_autocomplete", TagList},
                              {"tag_search", TagList},
                              {"tag_show", TagShow},
                              {"vocabulary_list", EmptyList}};

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
    const auto name = request.http.Parameter("action");
    auto values = ckan::ParametersOf(request.http);
    if (!values) {
        auto response = web::Json(JsonQuote("Bad request - JSON Error: No request body data"));
        response.status = 400;
        return response;
    }
    const ckan::Call call{portal, request, ckan::Parameters(std::move(*values))};
    if (name == "help_show") {
        if (ckan::Find(call.parameters.Text("name")) == nullptr) return ckan::Refuse(request, name, ckan::NotFound().error());
        return ckan::Reply(request,
                           R"({"help":)" + JsonQuote(ckan::HelpOf(request, name)) + R"(,"success":true,"result":)" +
                               JsonQuote("https://docs.ckan.org/en/2.11/api/ – " + call.parameters.Text("name")) + "}",
                           200);
    }
    const auto* action = ckan::Find(name);
    if (action == nullptr) {
        auto response = web::Json(JsonQuote("Bad request: Action name not known: " + std::string(name)));
        response.status = 400;
        return response;
    }
    const auto result = action->action(call);
    if (!result) return ckan::Refuse(request, name, result.error());
    return ckan::Reply(
        request, R"({"help":)" + JsonQuote(ckan::HelpOf(request, name)) + R"(,"success":true,"result":)" + *result + "}", 200);
}

}  // namespace dongson::open_data
