// What the handlers of the machine interface share: saying the house's things as JSON.
#pragma once

#include <boost/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/domain/fee_relief.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/http/views.h"
#include "platform/desk/api.h"

namespace dongson::one_stop {

namespace json = boost::json;
using desk::Answer;
using desk::BodyOf;
using desk::DescribePapers;
using desk::TextOf;
using desk::TimeOrNull;

// A mandate as programs write it, as the fields of a form. `fields`: the member of the object and the field of each.
struct MemberField {
    std::string_view member, field;
};
Answers MandateFieldsOf(const json::object& mandate, std::span<const MemberField> fields);
json::value DescribeMandate(const Dossier& dossier, Date today);
// What stands under "answers": {"question": "value" or ["value", …]}.
Answers AnswersOf(const json::object& object);

// The machine's word as the form's; what is neither stays, to be refused.
std::string DeliveryField(std::string_view word);

// What was paid, as a program says it under "payment"; what is neither word stays, to be refused.
Payment PaymentIn(const json::object& body);
// What is owed and what was paid by which receipt.
json::object DescribeFees(const Dossier& dossier, const FeeHistory& history);
json::array DescribeClaims(const std::vector<FeeClaim>& claims);
// The papers that were issued: forms/{id} opens each as it was.
json::array DescribeIssued(const std::vector<IssuedPaper>& issued);
json::object DescribeTracking(const TrackingView& view);
// What changes when something is done to a dossier.
json::object DescribeState(const Dossier& dossier);
// The parts of a dossier that only those who may read it see.
json::object DescribeDossier(const TrackingView& view, const std::vector<CasePaper>& papers,
                             const std::vector<const workflow::Event*>& allowed);

}  // namespace dongson::one_stop
