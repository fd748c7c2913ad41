#include "modules/one_stop/http/api.h"

#include "core/text.h"
#include "modules/one_stop/domain/mandate.h"

namespace dongson::one_stop {

Answers AnswersOf(const json::object& object) {
    Answers answers;
    const auto* given = object.if_contains("answers");
    if (given == nullptr || !given->is_object()) return answers;
    for (const auto& [question, value] : given->as_object()) {
        auto& values = answers[std::string(question)];
        if (!value.is_array()) values.push_back(desk::TextOf(value));
        if (value.is_array())
            for (const auto& each : value.as_array()) values.push_back(desk::TextOf(each));
    }
    return answers;
}

namespace {

constexpr std::pair<std::string_view, MandateBasis> kBasisWords[] = {{"letter", MandateBasis::letter},
                                                                     {"parent", MandateBasis::parent},
                                                                     {"guardian", MandateBasis::guardian},
                                                                     {"organisation", MandateBasis::organisation}};
constexpr std::pair<std::string_view, Power> kPowerWords[] = {
    {"supplement", Power::supplement}, {"receive", Power::receive}, {"withdraw", Power::withdraw}};

}  // namespace

Answers MandateFieldsOf(const json::object& mandate, std::span<const MemberField> fields) {
    using namespace mandate_fields;
    Answers answers;
    for (const auto& [member, field] : fields) answers[std::string(field)] = {TextOf(mandate, member)};
    for (const auto& [member, field] : {MemberField{"from", kFrom}, MemberField{"until", kUntil}})
        answers[std::string(field)] = {TextOf(mandate, member)};
    for (const auto& [word, basis] : kBasisWords)
        if (TextOf(mandate, "basis") == word) answers[std::string(kBasis)] = {std::string(BasisSlug(basis))};
    auto& powers = answers[std::string(kPowersField)];
    if (const auto* given = mandate.if_contains("powers"); given != nullptr && given->is_array())
        for (const auto& each : given->as_array())
            for (const auto& [word, power] : kPowerWords)
                if (each.is_string() && each.as_string() == word) powers.emplace_back(PowerSlug(power));
    return answers;
}

json::value DescribeMandate(const Dossier& dossier, Date today) {
    if (!dossier.mandate) return nullptr;
    const auto& mandate = *dossier.mandate;
    json::array powers;
    for (const auto& [word, power] : kPowerWords)
        if ((mandate.powers & static_cast<int>(power)) != 0) powers.emplace_back(word);
    return json::object{{"name", mandate.name},
                        {"basis", kBasisWords[static_cast<int>(mandate.basis)].first},
                        {"powers", std::move(powers)},
                        {"from", mandate.from.Iso()},
                        {"until", mandate.until.Iso()},
                        {"ended_at", TimeOrNull(mandate.ended)},
                        {"in_force", mandate.InForce(today)},
                        {"paper", ToText(mandate.paper)}};
}

std::string DeliveryField(std::string_view word) {
    for (const auto& [name, delivery] :
         {std::pair("counter", Delivery::counter), std::pair("post", Delivery::post), std::pair("online", Delivery::online)})
        if (word == name) return std::string(DeliverySlug(delivery));
    return std::string(word);
}

json::array DescribeIssued(const std::vector<IssuedPaper>& issued) {
    json::array described;
    for (const auto& paper : issued)
        described.push_back(json::object{{"id", std::to_string(paper.id)},
                                         {"form", paper.form},
                                         {"title", paper.title},
                                         {"number", paper.notation},
                                         {"issued_at", paper.issued.Rfc3339()},
                                         {"signer", paper.signer},
                                         {"sha256", paper.digest}});
    return described;
}

json::object DescribeTracking(const TrackingView& view) {
    json::array events;
    for (const auto& happening : view.happenings)
        events.push_back(json::object{{"at", happening.at.Rfc3339()}, {"label", happening.label.Now()}});
    const auto& dossier = view.dossier;
    return {{"code", dossier.code},
            {"procedure", dossier.procedure_name},
            {"status", view.national_status},
            {"status_text", view.status},
            {"received_at", TimeOrNull(dossier.received)},
            {"due_at", TimeOrNull(dossier.due)},
            {"supply_until", TimeOrNull(view.supply_until)},
            {"closed_at", TimeOrNull(dossier.closed)},
            {"version", dossier.version},
            {"events", events}};
}

json::object DescribeState(const Dossier& dossier) {
    return {{"code", dossier.code}, {"state", dossier.state}, {"version", dossier.version}, {"due_at", TimeOrNull(dossier.due)}};
}

json::object DescribeDossier(const TrackingView& view, const std::vector<CasePaper>& papers,
                             const std::vector<const workflow::Event*>& allowed) {
    const auto& dossier = view.dossier;
    auto object = DescribeTracking(view);
    object["state"] = dossier.state;
    object["answers"] = json::parse(AnswersToJson(dossier.answers));
    object["fee"] = dossier.FeeUnknown() ? json::value() : json::value(dossier.fee);
    object["fee_paid_at"] = TimeOrNull(dossier.fee_paid);
    object["intake"] = view.intake;
    object["holder"] = view.holder;
    object["result_number"] = dossier.result_number;
    object["result_text"] = dossier.finished ? dossier.result_text : std::string();
    json::array reasons, events, happenings;
    for (const auto& reason : view.reasons) reasons.emplace_back(reason.Now());
    for (const auto* event : allowed)
        events.push_back(json::object{
            {"event", event->key}, {"label", event->label.Now()}, {"reason_wanted", event->reason}, {"form", event->form}});
    for (const auto& happening : view.happenings) {
        json::object event{{"step", std::to_string(happening.id)},
                           {"at", happening.at.Rfc3339()},
                           {"event", happening.event},
                           {"label", happening.label.Now()},
                           {"reason", happening.reason}};
        if (!happening.files.empty()) event["files"] = DescribePapers(happening.files);
        happenings.push_back(std::move(event));
    }
    object["due_reasons"] = std::move(reasons);
    object["due_estimated"] = view.estimated;
    object["papers"] = DescribePapers(papers);
    object["allowed"] = std::move(events);
    object["events"] = std::move(happenings);
    return object;
}

}  // namespace dongson::one_stop
