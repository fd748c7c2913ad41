#include "modules/one_stop/domain/procedure.h"

#include <boost/json.hpp>

#include <algorithm>

#include "core/json.h"

namespace dongson::one_stop {

namespace json = boost::json;

namespace {

std::int64_t NumberOf(const json::object& object, std::string_view key, std::int64_t otherwise) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->as_int64() : otherwise;
}

bool FlagOf(const json::object& object, std::string_view key, bool otherwise) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_bool() ? value->as_bool() : otherwise;
}

template <class Visit>
void EachOf(const json::object& object, std::string_view key, Visit visit) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return;
    for (const auto& item : value->as_array()) visit(item);
}

json::object ToJson(const Method& method) {
    json::object object{{"channel", static_cast<int>(method.channel)},
                        {"time_text", method.time_text},
                        {"fee_text", method.fee_text},
                        {"note", method.note}};
    if (method.duration) {
        object["amount"] = method.duration->amount;
        object["unit"] = static_cast<int>(method.duration->unit);
    }
    if (method.fee) object["fee"] = *method.fee;
    if (method.fee_kind != FeeKind::unsaid) object["fee_kind"] = static_cast<int>(method.fee_kind);
    return object;
}

Method MethodFrom(const json::object& object) {
    Method method{static_cast<Channel>(NumberOf(object, "channel", 1)),
                  std::nullopt,
                  std::nullopt,
                  TextMember(object, "time_text"),
                  TextMember(object, "fee_text"),
                  TextMember(object, "note"),
                  FeeKind::unsaid};
    if (object.contains("amount"))
        method.duration = calendar::Duration{static_cast<int>(NumberOf(object, "amount", 0)),
                                             static_cast<calendar::DurationUnit>(NumberOf(object, "unit", 0))};
    if (object.contains("fee")) method.fee = NumberOf(object, "fee", 0);
    method.fee_kind = static_cast<FeeKind>(NumberOf(object, "fee_kind", 0));
    return method;
}

}  // namespace

std::string_view ChannelName(Channel channel) {
    static constexpr std::string_view kNames[] = {"", "Trực tiếp", "Trực tuyến", "Bưu chính"};
    return kNames[static_cast<int>(channel)];
}

std::string_view FeeKindName(FeeKind kind) {
    static constexpr std::string_view kNames[] = {"Phí, lệ phí", "Phí", "Lệ phí"};
    return kNames[static_cast<int>(kind)];
}

std::string_view OnlineLevelName(OnlineLevel level) {
    static constexpr std::string_view kNames[] = {"", "", "Cung cấp thông tin", "Một phần", "Toàn trình"};
    return kNames[static_cast<int>(level)];
}

const Method* Procedure::Find(Channel channel) const {
    const auto found = std::ranges::find(methods, channel, &Method::channel);
    return found == methods.end() ? nullptr : &*found;
}

std::optional<calendar::Duration> Procedure::DurationFor(Channel channel) const {
    const auto* own = Find(channel);
    if (own != nullptr && own->duration) return own->duration;
    for (const auto& method : methods)
        if (method.duration) return method.duration;
    return std::nullopt;
}

std::int64_t Procedure::FeeFor(Channel channel) const {
    const auto* own = Find(channel);
    if (own != nullptr && own->fee) return *own->fee;
    for (const auto& method : methods)
        if (method.fee) return *method.fee;
    return 0;
}

std::string ContentOf(const Procedure& procedure) {
    json::array methods, papers, guidance, laws, results, lacking;
    for (const auto& method : procedure.methods) methods.push_back(ToJson(method));
    for (const auto& paper : procedure.papers)
        papers.push_back(json::object{{"group", paper.group},
                                      {"name", paper.name},
                                      {"originals", paper.originals},
                                      {"copies", paper.copies},
                                      {"form", paper.form}});
    for (const auto& law : procedure.laws) laws.push_back(json::object{{"title", law.title}, {"number", law.number}});
    for (const auto& result : procedure.results) results.push_back(json::string(result));
    for (const auto& what : procedure.lacking) lacking.push_back(json::string(what));
    for (const auto& sentence : procedure.guidance) guidance.push_back(json::string(sentence));
    return json::serialize(json::object{{"methods", methods},
                                        {"papers", papers},
                                        {"laws", laws},
                                        {"results", results},
                                        {"lacking", lacking},
                                        {"guidance", guidance},
                                        {"online_assigned", procedure.online_assigned},
                                        {"national_assigned", procedure.national_assigned},
                                        {"steps", procedure.steps},
                                        {"requirements", procedure.requirements},
                                        {"laws_text", procedure.laws_text},
                                        {"decision", procedure.decision},
                                        {"url", procedure.url},
                                        {"audience_text", procedure.audience_text},
                                        {"performer", procedure.performer},
                                        {"issuer", procedure.issuer}});
}

void ReadContent(std::string_view text, Procedure& procedure) {
    const auto parsed = json::parse(text);
    const auto& object = parsed.as_object();
    EachOf(object, "methods", [&](const json::value& item) { procedure.methods.push_back(MethodFrom(item.as_object())); });
    EachOf(object, "papers", [&](const json::value& item) {
        const auto& paper = item.as_object();
        procedure.papers.push_back({TextMember(paper, "group"), TextMember(paper, "name"),
                                    static_cast<int>(NumberOf(paper, "originals", 0)),
                                    static_cast<int>(NumberOf(paper, "copies", 0)), TextMember(paper, "form")});
    });
    EachOf(object, "laws", [&](const json::value& item) {
        procedure.laws.push_back({TextMember(item.as_object(), "title"), TextMember(item.as_object(), "number")});
    });
    EachOf(object, "results", [&](const json::value& item) { procedure.results.emplace_back(item.as_string()); });
    EachOf(object, "guidance", [&](const json::value& item) { procedure.guidance.emplace_back(item.as_string()); });
    EachOf(object, "lacking", [&](const json::value& item) { procedure.lacking.emplace_back(item.as_string()); });
    // Versions from before this was kept were all assigned.
    procedure.online_assigned = FlagOf(object, "online_assigned", true);
    procedure.national_assigned = FlagOf(object, "national_assigned", true);
    procedure.steps = TextMember(object, "steps");
    procedure.requirements = TextMember(object, "requirements");
    procedure.laws_text = TextMember(object, "laws_text");
    procedure.decision = TextMember(object, "decision");
    procedure.url = TextMember(object, "url");
    procedure.audience_text = TextMember(object, "audience_text");
    procedure.performer = TextMember(object, "performer");
    procedure.issuer = TextMember(object, "issuer");
}

Refusal NoProcedure(std::string_view code) {
    return Refusal::NotFound(Say("Không có thủ tục mã {1} trong danh mục của tỉnh.", code));
}

}  // namespace dongson::one_stop
