// What the handlers of the machine interface share: reading a body, and saying the house's things as JSON.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/http/views.h"

namespace dongson::one_stop {

namespace json = boost::json;

// The JSON object a program sent: as the body, or beside files as the field "body" of a multipart form.
Result<json::object> BodyOf(const web::Request& request);
// A text or number of the object as text; empty when it is not there.
std::string TextOf(const json::object& object, std::string_view member);
// What stands under "answers": {"question": "value" or ["value", …]}.
Answers AnswersOf(const json::object& object);

// The machine's word as the form's; what is neither stays, to be refused.
std::string DeliveryField(std::string_view word);

web::Response Answer(const json::value& value, int status = 200);
json::value TimeOrNull(const std::optional<Instant>& instant);

json::array DescribePapers(const std::vector<CasePaper>& papers);
// The papers that were issued: forms/{id} opens each as it was.
json::array DescribeIssued(const std::vector<IssuedPaper>& issued);
json::object DescribeTracking(const TrackingView& view);
// What changes when something is done to a dossier.
json::object DescribeState(const Dossier& dossier);
// The parts of a dossier that only those who may read it see.
json::object DescribeDossier(const TrackingView& view, const std::vector<CasePaper>& papers,
                             const std::vector<const workflow::Event*>& allowed);

}  // namespace dongson::one_stop
