#include "modules/one_stop/domain/procedure.h"

#include <boost/json.hpp>

#include <algorithm>

#include "core/json.h"
#include "core/text.h"

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
    if (method.period_fee)
        object["period_fee"] = json::object{
            {"sum", method.period_fee->sum}, {"from", method.period_fee->from.Iso()}, {"until", method.period_fee->until.Iso()}};
    if (method.fee_until) object["fee_until"] = method.fee_until->Iso();
    if (!method.fee_each.empty()) object["fee_each"] = method.fee_each;
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
    if (const auto* period = object.if_contains("period_fee"); period != nullptr && period->is_object())
        method.period_fee = {NumberOf(period->as_object(), "sum", 0),
                             Date::Parse(TextMember(period->as_object(), "from")).value_or(Date{}),
                             Date::Parse(TextMember(period->as_object(), "until")).value_or(Date{})};
    method.fee_until = Date::Parse(TextMember(object, "fee_until"));
    method.fee_each = TextMember(object, "fee_each");
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

std::optional<std::int64_t> Method::FeeOn(Date day) const {
    if (!fee_each.empty()) return std::nullopt;
    if (period_fee && day >= period_fee->from && day <= period_fee->until) return period_fee->sum;
    return fee_until && day > *fee_until ? std::nullopt : fee;
}

namespace {

// Five working days are a week of seven.
int LengthOf(const calendar::Duration& duration) {
    switch (duration.unit) {
        case calendar::DurationUnit::working_hours:
            return duration.amount * 1440 / 8 * 7 / 5;
        case calendar::DurationUnit::working_days:
            return duration.amount * 1440 * 7 / 5;
        case calendar::DurationUnit::calendar_days:
            return duration.amount * 1440;
        case calendar::DurationUnit::clock_hours:
            return duration.amount * 60;
        case calendar::DurationUnit::same_day:
            return 1440;
    }
    return 0;
}

}  // namespace

std::optional<calendar::Duration> Procedure::DurationFor(Channel channel) const {
    std::optional<calendar::Duration> own, any;
    const auto longer = [](std::optional<calendar::Duration>& longest, const std::optional<calendar::Duration>& other) {
        if (other && (!longest || LengthOf(*other) > LengthOf(*longest))) longest = other;
    };
    for (const auto& method : methods) {
        if (method.channel == channel) longer(own, method.duration);
        longer(any, method.duration);
    }
    return own ? own : any;
}

std::vector<std::size_t> Procedure::CasesOf(Channel channel) const {
    const bool own = std::ranges::any_of(
        methods, [&](const Method& method) { return method.channel == channel && method.duration.has_value(); });
    std::vector<std::size_t> cases;
    bool differ = false;
    for (std::size_t index = 0; index < methods.size(); ++index) {
        if (!methods[index].duration || (own && methods[index].channel != channel)) continue;
        differ = differ || (!cases.empty() && *methods[cases.front()].duration != *methods[index].duration);
        cases.push_back(index);
    }
    return differ ? cases : std::vector<std::size_t>{};
}

std::string Procedure::CaseWords(std::size_t index) const {
    const auto& method = methods.at(index);
    const auto& said = method.note.empty() ? method.time_text : method.note;
    return method.duration->Spoken().Now() + (said.empty() ? "" : " · " + Shorten(said, 110));
}

std::optional<std::int64_t> Procedure::FeeFor(Channel channel, Date day) const {
    const auto* own = Find(channel);
    // A channel of which the source says nothing at all costs what all the others cost.
    const bool silent = own == nullptr || (own->fee_text.empty() && !own->FeeOn(day));
    std::optional<std::int64_t> sum;
    for (const auto& method : methods) {
        if (silent ? method.channel == channel : method.channel != channel) continue;
        const auto each = method.FeeOn(day);
        if (!each || (sum && *sum != *each)) return std::nullopt;
        sum = each;
    }
    return sum;
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
    json::object object{{"methods", methods},
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
                        {"issuer", procedure.issuer}};
    // Lists name none: what they said keeps its digest.
    if (!procedure.form.empty()) object["form"] = procedure.form;
    json::array reliefs;
    for (const auto& relief : procedure.reliefs)
        reliefs.push_back(json::object{{"group", relief.group}, {"percent", relief.percent}, {"basis", relief.basis}});
    if (!reliefs.empty()) object["reliefs"] = std::move(reliefs);
    return json::serialize(object);
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
    EachOf(object, "reliefs", [&](const json::value& item) {
        const auto& relief = item.as_object();
        procedure.reliefs.push_back(
            {TextMember(relief, "group"), static_cast<int>(NumberOf(relief, "percent", 100)), TextMember(relief, "basis")});
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
    procedure.form = TextMember(object, "form");
}

Refusal NoProcedure(std::string_view code) {
    return Refusal::NotFound(Say("Không có thủ tục mã {1} trong danh mục của tỉnh.", code));
}

std::optional<Refusal> RefuseAudience(const Procedure& procedure, identity::AccountKind kind) {
    if (kind != identity::AccountKind::business || procedure.for_businesses) return std::nullopt;
    return Refusal{
        "ONE_STOP_AUDIENCE",
        Say("Thủ tục này dành cho cá nhân, không nhận hồ sơ của tổ chức, doanh nghiệp. Hãy nộp bằng số định danh của người có yêu cầu."),
        "so_dinh_danh", RefusalKind::forbidden};
}

}  // namespace dongson::one_stop
