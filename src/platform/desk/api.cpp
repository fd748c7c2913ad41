#include "platform/desk/api.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"

namespace dongson::desk {

std::string TextOf(const json::value& value) {
    if (value.is_string()) return Typed(value.as_string());
    if (value.is_null()) return {};
    return json::serialize(value);
}

Result<json::object> BodyOf(const web::Request& request) {
    const auto text = request.body.empty() ? request.form.Value("body") : std::string_view(request.body);
    if (text.empty()) return json::object();
    boost::system::error_code error;
    auto value = json::parse(text, error);
    if (error || !value.is_object()) return std::unexpected(Refusal{"API_BODY", Say("Cần một đối tượng JSON."), "body"});
    return std::move(value.as_object());
}

std::string TextOf(const json::object& object, std::string_view member) {
    const auto* value = object.if_contains(member);
    return value == nullptr ? std::string() : TextOf(*value);
}

std::int64_t WholeNumber(std::string_view typed, std::int64_t where_empty) {
    const auto text = Trim(typed);
    if (text.empty()) return where_empty;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number >= 0 ? number : -1;
}

web::Response Answer(const json::value& value, int status) {
    return web::NoStore(web::Json(json::serialize(value), status));
}

json::value TimeOrNull(const std::optional<Instant>& instant) {
    return instant && *instant != kNever ? json::value(instant->Rfc3339()) : json::value(nullptr);
}

json::array DescribePapers(const std::vector<workflow::CasePaper>& papers) {
    json::array described;
    for (const auto& paper : papers)
        described.push_back(json::object{{"id", ToText(paper.file)},
                                         {"name", paper.name},
                                         {"type", paper.type},
                                         {"size", paper.size},
                                         {"component", paper.component},
                                         {"round", paper.round}});
    return described;
}

json::array DescribeHappenings(const std::vector<workflow::Happening>& happenings,
                               const std::function<std::string(UnitId)>& name_of) {
    json::array events;
    for (const auto& each : happenings)
        events.push_back(json::object{{"step", std::to_string(each.id)},
                                      {"at", each.at.Rfc3339()},
                                      {"event", each.event},
                                      {"label", each.label.Now()},
                                      {"reason", each.reason},
                                      {"actor", each.actor_name},
                                      {"unit", name_of(each.actor_unit)},
                                      {"on_behalf_of", each.on_behalf_of},
                                      {"files", DescribePapers(each.files)}});
    return events;
}

json::array DescribeColleagues(const std::vector<identity::AccountStore::Colleague>& colleagues) {
    json::array described;
    for (const auto& each : colleagues) described.push_back(json::object{{"id", ToText(each.id)}, {"name", each.name}});
    return described;
}

Refusal AsSent(Refusal refusal, Members members) {
    const auto found = std::ranges::find(members, std::string_view(refusal.field), &Members::value_type::first);
    if (found != members.end()) refusal.field = found->second;
    return refusal;
}

}  // namespace dongson::desk
