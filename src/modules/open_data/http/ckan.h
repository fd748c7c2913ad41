// CKAN's Action API (v3): what an action is given and what it answers. Each action is one function in the table of
// ckan_action.cpp.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/actions/portal.h"
#include "modules/open_data/domain/dataset.h"
#include "platform/identity/audience.h"
#include "platform/organisation/unit.h"

namespace dongson::open_data::ckan {

namespace json = boost::json;

// The parameters, whether they came in a query (texts; a repeated name is a list), a form, or a JSON body.
class Parameters {
  public:
    explicit Parameters(json::object values) : values_(std::move(values)) {}

    bool Has(std::string_view name) const { return values_.contains(name); }
    std::string Text(std::string_view name) const;  // of a number or a boolean as well; empty when absent
    std::int64_t Number(std::string_view name, std::int64_t otherwise) const;
    bool Flag(std::string_view name, bool otherwise) const;
    // A list, a text that is a JSON list, or texts between commas.
    std::vector<std::string> Texts(std::string_view name) const;
    // An object, or a text that is one; nothing when it is neither.
    std::optional<json::object> Object(std::string_view name) const;
    const json::value* Find(std::string_view name) const { return values_.if_contains(name); }

  private:
    json::object values_;
};

struct Call {
    Portal& portal;
    const identity::AnyRequest& request;
    Parameters parameters;
};

// The result as JSON.
using Answered = Result<std::string>;
using Action = Answered (*)(const Call& call);

// Reads of the catalogue (ckan_catalogue.cpp).
Answered StatusShow(const Call& call);
Answered SiteRead(const Call& call);
Answered PackageList(const Call& call);
Answered PackageShow(const Call& call);
Answered PackageSearch(const Call& call);
Answered PackageAutocomplete(const Call& call);
Answered CurrentPackageList(const Call& call);
Answered ResourceShow(const Call& call);
Answered ResourceSearch(const Call& call);
Answered OrganizationList(const Call& call);
Answered OrganizationShow(const Call& call);
Answered OrganizationAutocomplete(const Call& call);
Answered GroupList(const Call& call);
Answered GroupShow(const Call& call);
Answered GroupAutocomplete(const Call& call);
Answered GroupPackageShow(const Call& call);
Answered TagList(const Call& call);
Answered TagShow(const Call& call);
Answered LicenseList(const Call& call);
Answered FormatAutocomplete(const Call& call);
Answered EmptyList(const Call& call);

// Rows (ckan_datastore.cpp).
Answered DatastoreSearch(const Call& call);
Answered DatastoreInfo(const Call& call);

// How CKAN writes our things (ckan_shapes.cpp).
json::object PackageOf(const Call& call, storage::Transaction& tx, const Dataset& dataset);
json::object ResourceOf(const Call& call, const Dataset& dataset, const Resource& resource, const Version& version);
json::object OrganizationOf(const organisation::Unit& unit, std::int64_t packages);
std::string TimeOf(Instant instant);  // 2026-11-23T02:00:00.000000

std::unexpected<Refusal> NotFound();
std::unexpected<Refusal> Missing(std::string_view parameter);

}  // namespace dongson::open_data::ckan
