// The catalogue in memory: every published dataset by its words and facets. A search of tens of thousands takes a millisecond or
// two, whatever the database.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/domain/solr.h"

namespace dongson::open_data {

enum class Facet : unsigned char { domain, unit, format, tag, licence, frequency, series };
inline constexpr Facet kFacets[] = {Facet::domain,  Facet::unit,      Facet::format, Facet::tag,
                                    Facet::licence, Facet::frequency, Facet::series};
inline constexpr std::size_t kFacetCount = std::size(kFacets);
std::string_view FacetSlug(Facet facet);  // as in addresses: "linh-vuc"

// What is listed of a dataset.
struct Listed {
    DatasetId id;
    std::string slug, title, notes, unit_name, unit_key, licence;
    UnitId unit;
    std::string domain;
    std::vector<std::string> formats, tags;
    Frequency frequency = Frequency::irregular;
    bool sample = false;
    int resources = 0;
    Instant created, changed;
};

enum class CatalogueOrder : unsigned char { relevance, changed, title, created };

struct CatalogueQuery {
    std::string words;
    std::array<std::vector<std::string>, kFacetCount> chosen;  // any of these, of each facet that has some
    std::vector<SolrNode> also;                                // every one of these must hold
    CatalogueOrder order = CatalogueOrder::relevance;          // without words: the newest change first
    bool ascending = false;                                    // the order turned round
    std::size_t offset = 0, limit = 20;
};

struct FacetCount {
    std::string value;
    std::int64_t count = 0;
};

struct CatalogueAnswer {
    std::int64_t count = 0;
    std::vector<const Listed*> page;
    std::array<std::vector<FacetCount>, kFacetCount> facets;  // of everything found, the most frequent first
};

class Catalogue {
  public:
    // Adds a dataset or puts it in place of what was known of it. One that is not published is taken out.
    struct Agency {
        std::string_view key, name;
    };
    void Put(const Dataset& dataset, const std::vector<Resource>& resources, const Agency& agency);

    // What it points to stays until the next Put.
    CatalogueAnswer Search(const CatalogueQuery& query) const;
    const Listed* Find(std::string_view slug) const;
    std::size_t size() const { return by_id_.size(); }
    std::int64_t tables() const { return tables_; }

  private:
    struct Posting {
        std::uint32_t entry;
        std::uint8_t weight;
    };
    struct Entry {
        Listed listed;
        std::array<std::vector<std::uint32_t>, kFacetCount> facets;
        bool gone = false;
    };
    void AddWords(std::string_view text, std::uint8_t weight, std::map<std::string, std::uint8_t>& words) const;
    std::uint32_t Intern(Facet facet, const std::string& value);
    enum class LastWord : unsigned char { whole, begun };
    std::vector<std::uint32_t> ScoresOf(const std::string& words, LastWord last) const;
    bool Holds(const Entry& entry, const CatalogueQuery& query) const;
    std::vector<bool> Holding(const SolrNode& node) const;
    std::vector<bool> HoldingTerm(const SolrNode& node) const;
    void CountFacets(const std::vector<std::uint32_t>& found, CatalogueAnswer& answer) const;
    void Compact();

    std::int64_t tables_ = 0;  // of all datasets
    std::vector<Entry> entries_;
    std::map<std::string, std::vector<Posting>, std::less<>> words_;
    std::array<std::map<std::string, std::uint32_t, std::less<>>, kFacetCount> values_;
    std::array<std::vector<std::string>, kFacetCount> names_;
    std::unordered_map<DatasetId, std::uint32_t> by_id_;
    std::map<std::string, std::uint32_t, std::less<>> by_slug_;
};

}  // namespace dongson::open_data
