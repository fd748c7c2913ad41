// What the handlers of the machine interface share: reading a body, answering, and what every case has.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "platform/identity/storage/account_store.h"
#include "platform/workflow/case.h"
#include "web/request.h"

namespace dongson::desk {

namespace json = boost::json;

// The JSON object a program sent: as the body, or beside files as the field "body" of a multipart form.
Result<json::object> BodyOf(const web::Request& request);
// A text or number as text; of an object's member, empty when it is not there.
std::string TextOf(const json::value& value);
std::string TextOf(const json::object& object, std::string_view member);
// A whole number as it was typed; -1 for anything else, which no number of days, weight or person is.
std::int64_t WholeNumber(std::string_view typed, std::int64_t where_empty = 0);

web::Response Answer(const json::value& value, int status = 200);
json::value TimeOrNull(const std::optional<Instant>& instant);

json::array DescribePapers(const std::vector<workflow::CasePaper>& papers);
// What happened to a case, as officers read it.
json::array DescribeHappenings(const std::vector<workflow::Happening>& happenings,
                               const std::function<std::string(UnitId)>& name_of);
json::array DescribeColleagues(const std::vector<identity::AccountStore::Colleague>& colleagues);

// A page's field and the member that says the same to programs: a refusal names the one that the caller sent.
using Members = std::span<const std::pair<std::string_view, std::string_view>>;
Refusal AsSent(Refusal refusal, Members members);

}  // namespace dongson::desk
