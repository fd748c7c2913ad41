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
#include "modules/open_data/table/selection.h"
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
    const json::object& all() const { return values_; }

  private:
    json::object values_;
};

struct Call {
    Portal& portal;
    const identity::AnyRequest& request;
    Parameters parameters;
    std::string action;                        // "package_show"
    std::optional<identity::Officer> officer;  // by the token that came with it; there is one wherever the table asks for one
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

// What datasets are sorted by: organisations, groups, tags, licences, formats (ckan_groups.cpp).
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
Answered MemberList(const Call& call);
Answered EmptyList(const Call& call);
Answered NoSuchView(const Call& call);

// Rows (ckan_datastore.cpp).
Answered DatastoreSearch(const Call& call);
Answered DatastoreInfo(const Call& call);
Answered DatastoreSearchSql(const Call& call);
std::optional<Refusal> ReadChoice(const Call& call, const Schema& schema, Choice& choice);

// Changes of the catalogue (ckan_writes.cpp).
Answered PackageCreate(const Call& call);
Answered PackageUpdate(const Call& call);
Answered PackagePatch(const Call& call);
Answered PackageRevise(const Call& call);
Answered PackageDelete(const Call& call);
Answered ResourceCreate(const Call& call);
Answered ResourceUpdate(const Call& call);
Answered ResourcePatch(const Call& call);
Answered ResourceDelete(const Call& call);
Answered NotByPrograms(const Call& call);

// Changes of rows (ckan_rows.cpp).
Answered DatastoreCreate(const Call& call);
Answered DatastoreUpsert(const Call& call);
Answered DatastoreDelete(const Call& call);

// People, what they follow, their tokens, vocabularies of tags (ckan_people.cpp).
Answered UserShow(const Call& call);
Answered UserList(const Call& call);
Answered UserAutocomplete(const Call& call);
Answered OrganizationListForUser(const Call& call);
Answered Follow(const Call& call);
Answered Unfollow(const Call& call);
Answered AmFollowing(const Call& call);
Answered FollowerCount(const Call& call);
Answered FollowerList(const Call& call);
Answered FolloweeList(const Call& call);
Answered ApiTokenList(const Call& call);
Answered ApiTokenCreate(const Call& call);
Answered ApiTokenRevoke(const Call& call);
Answered VocabularyList(const Call& call);
Answered VocabularyShow(const Call& call);
Answered VocabularyCreate(const Call& call);
Answered VocabularyUpdate(const Call& call);
Answered VocabularyDelete(const Call& call);
Answered TagCreate(const Call& call);
Answered TagDelete(const Call& call);

// The catalogue as RDF (ckan_dcat.cpp).
Answered DcatDatasetShow(const Call& call);
Answered DcatCatalogShow(const Call& call);
Answered DcatDatasetsList(const Call& call);

// How CKAN writes our things (ckan_shapes.cpp).
json::object PackageOf(const Call& call, storage::Transaction& tx, const Dataset& dataset);
// Without a version it is a link to elsewhere, or waits for its first rows.
json::object ResourceOf(const Call& call, const Dataset& dataset, const Resource& resource,
                        const std::optional<Version>& version);
json::object OrganizationOf(const organisation::Unit& unit, std::int64_t packages);
std::string TimeOf(Instant instant);  // 2026-11-23T02:00:00.000000

// Shared by the reads of the catalogue: datasets as packages, those of a facet's value (any, when it is empty), whether a text
// contains words, whatever their accents.
json::array PackagesOf(const Call& call, const std::vector<DatasetId>& ids);
std::vector<DatasetId> IdsWhere(const Call& call, Facet facet, const std::string& value, std::int64_t limit);
bool Contains(const std::string& text, const std::string& words);

std::unexpected<Refusal> NotFound();
std::unexpected<Refusal> Missing(std::string_view parameter);
std::unexpected<Refusal> Denied();

}  // namespace dongson::open_data::ckan
