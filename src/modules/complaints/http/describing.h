// Complaints as programs read them, and what programs write.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>

#include "modules/complaints/http/handlers.h"
#include "platform/desk/api.h"

namespace dongson::complaints {

// What every answer says of one.
boost::json::object DescribeState(const Complaint& complaint, bool citizen);
boost::json::object DescribeRow(const Complaint& complaint, Instant now, bool citizen);
boost::json::array DescribeAllowed(const CaseView& view);
// Whole: with the words of who filed it.
void AddWhatWasSaid(boost::json::object& object, const CaseView& view);

std::string CodeIn(const web::Request& request);
// What both ways of filing ask; a refusal names the member that the caller sent.
Result<NewComplaint> WantedIn(const web::Request& request, const Platform& platform);
Result<UnitId> UnitCalled(const Platform& platform, const std::string& key);
// A refusal with the member for the field that a page has.
web::Response Refused(const Refusal& refusal);
web::Response Answered(const Result<Complaint>& done, bool citizen);
// Something was written on it that leaves its state: the code.
web::Response Written(const Result<void>& done, std::string_view code);

}  // namespace dongson::complaints
