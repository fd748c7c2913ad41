#include "modules/open_data/domain/catalogue.h"

#include <algorithm>
#include <numeric>

#include "core/text.h"
#include "modules/open_data/domain/uuid.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kSlugs[] = {"linh-vuc", "don-vi", "dinh-dang", "the", "giay-phep", "dinh-ky", "chuoi"};
// A word of the title says more about a dataset than one of a column.
constexpr std::uint8_t kTitle = 12, kTag = 6, kNotes = 3, kRest = 1;

std::size_t Index(Facet facet) {
    return static_cast<std::size_t>(facet);
}

}  // namespace

std::string_view FacetSlug(Facet facet) {
    return kSlugs[Index(facet)];
}

void Catalogue::AddWords(std::string_view text, std::uint8_t weight, std::map<std::string, std::uint8_t>& words) const {
    for (auto& word : Words(Fold(text))) {
        auto& own = words[std::move(word)];
        own = std::max(own, weight);
    }
}

std::uint32_t Catalogue::Intern(Facet facet, const std::string& value) {
    auto& values = values_[Index(facet)];
    const auto [found, added] = values.try_emplace(value, static_cast<std::uint32_t>(values.size()));
    if (added) names_[Index(facet)].push_back(value);
    return found->second;
}

void Catalogue::Put(const Dataset& dataset, const std::vector<Resource>& resources, const Agency& agency) {
    if (const auto known = by_id_.find(dataset.id); known != by_id_.end()) {
        entries_[known->second].gone = true;
        tables_ -= entries_[known->second].listed.resources;
        by_slug_.erase(entries_[known->second].listed.slug);
        by_id_.erase(known);
    }
    if (dataset.state != DatasetState::published) return;
    const auto place = static_cast<std::uint32_t>(entries_.size());
    auto& entry = entries_.emplace_back();
    entry.listed = {.id = dataset.id,
                    .slug = dataset.slug,
                    .title = dataset.title,
                    .notes = Shorten(dataset.notes, 240),
                    .unit_name = std::string(agency.name),
                    .unit_key = std::string(agency.key),
                    .licence = dataset.licence,
                    .unit = dataset.unit,
                    .domain = dataset.domain,
                    .formats = {},
                    .tags = dataset.tags,
                    .frequency = dataset.frequency,
                    .sample = dataset.sample,
                    .resources = static_cast<int>(resources.size()),
                    .created = dataset.created,
                    .changed = dataset.changed};
    std::map<std::string, std::uint8_t> words;
    AddWords(dataset.title, kTitle, words);
    AddWords(dataset.notes, kNotes, words);
    AddWords(agency.name, kRest, words);
    for (const auto& tag : dataset.tags) {
        AddWords(tag, kTag, words);
        entry.facets[Index(Facet::tag)].push_back(Intern(Facet::tag, tag));
    }
    for (const auto& resource : resources) {
        AddWords(resource.title, kTag, words);
        for (const auto& column : resource.schema) AddWords(column.title.empty() ? column.name : column.title, kRest, words);
        if (std::ranges::find(entry.listed.formats, resource.format) != entry.listed.formats.end()) continue;
        entry.listed.formats.push_back(resource.format);
        entry.facets[Index(Facet::format)].push_back(Intern(Facet::format, resource.format));
    }
    entry.facets[Index(Facet::domain)] = {Intern(Facet::domain, dataset.domain)};
    entry.facets[Index(Facet::unit)] = {Intern(Facet::unit, std::string(agency.key))};
    entry.facets[Index(Facet::licence)] = {Intern(Facet::licence, dataset.licence)};
    entry.facets[Index(Facet::frequency)] = {Intern(Facet::frequency, std::string(FrequencyWord(dataset.frequency)))};
    if (!dataset.series.empty()) {
        AddWords(dataset.series, kTag, words);
        entry.facets[Index(Facet::series)] = {Intern(Facet::series, dataset.series)};
    }
    for (const auto& [word, weight] : words) words_[word].push_back({place, weight});
    tables_ += entry.listed.resources;
    by_id_[dataset.id] = place;
    by_slug_[dataset.slug] = place;
    if (entries_.size() > 64 && entries_.size() > 2 * by_id_.size()) Compact();
}

// Takes out what is gone, so that a catalogue that changes all day does not grow.
void Catalogue::Compact() {
    std::vector<std::uint32_t> place(entries_.size());
    std::vector<Entry> kept;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        if (entries_[index].gone) continue;
        place[index] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(std::move(entries_[index]));
    }
    for (auto& [word, postings] : words_) {
        std::erase_if(postings, [&](const Posting& posting) { return entries_[posting.entry].gone; });
        for (auto& posting : postings) posting.entry = place[posting.entry];
    }
    std::erase_if(words_, [](const auto& word) { return word.second.empty(); });
    for (auto& [id, index] : by_id_) index = place[index];
    for (auto& [slug, index] : by_slug_) index = place[index];
    entries_ = std::move(kept);
}

// Every word must stand there; 0 where one does not.
std::vector<std::uint32_t> Catalogue::ScoresOf(const std::string& text, LastWord last) const {
    std::vector<std::uint32_t> scores(entries_.size(), 1);
    const auto words = Words(Fold(text));
    for (std::size_t index = 0; index < words.size(); ++index) {
        std::vector<std::uint8_t> best(entries_.size());
        const bool begun = last == LastWord::begun && index + 1 == words.size();
        for (auto word = words_.lower_bound(words[index]); word != words_.end(); ++word) {
            const bool whole = word->first == words[index];
            if (!whole && !(begun && word->first.starts_with(words[index]))) break;
            for (const auto [entry, weight] : word->second)
                best[entry] = std::max(best[entry], whole ? static_cast<std::uint8_t>(weight * 2) : weight);
        }
        for (std::size_t entry = 0; entry < scores.size(); ++entry)
            scores[entry] = best[entry] == 0 ? 0 : scores[entry] + best[entry] * (scores[entry] != 0);
    }
    return scores;
}

bool Catalogue::Holds(const Entry& entry, const CatalogueQuery& query) const {
    for (const auto facet : kFacets) {
        const auto& chosen = query.chosen[Index(facet)];
        if (chosen.empty()) continue;
        const bool any = std::ranges::any_of(chosen, [&](const std::string& value) {
            const auto found = values_[Index(facet)].find(value);
            return found != values_[Index(facet)].end() &&
                   std::ranges::find(entry.facets[Index(facet)], found->second) != entry.facets[Index(facet)].end();
        });
        if (!any) return false;
    }
    return true;
}

void Catalogue::CountFacets(const std::vector<std::uint32_t>& found, CatalogueAnswer& answer) const {
    for (const auto facet : kFacets) {
        std::vector<std::int64_t> counts(names_[Index(facet)].size());
        for (const auto entry : found)
            for (const auto value : entries_[entry].facets[Index(facet)]) ++counts[value];
        auto& counted = answer.facets[Index(facet)];
        for (std::size_t value = 0; value < counts.size(); ++value)
            if (counts[value] > 0) counted.push_back({names_[Index(facet)][value], counts[value]});
        std::ranges::sort(counted, [](const FacetCount& a, const FacetCount& b) {
            return a.count != b.count ? a.count > b.count : a.value < b.value;
        });
    }
}

// A term on the words, on a facet, or on a field of its own.
std::vector<bool> Catalogue::HoldingTerm(const SolrNode& node) const {
    std::vector<bool> holding(entries_.size());
    if (node.field.empty() || node.field == "title" || node.field == "notes") {
        const auto scores = ScoresOf(node.text, node.prefix ? LastWord::begun : LastWord::whole);
        const auto wanted = Fold(node.text);
        for (std::size_t entry = 0; entry < holding.size(); ++entry) {
            const auto& listed = entries_[entry].listed;
            holding[entry] = scores[entry] > 0 &&
                             (node.field.empty() ||
                              Fold(node.field == "title" ? listed.title : listed.notes).find(wanted) != std::string::npos);
        }
        return holding;
    }
    const auto fits = [&](const std::string& value) { return node.prefix ? value.starts_with(node.text) : value == node.text; };
    for (std::size_t entry = 0; entry < holding.size(); ++entry) {
        const auto& listed = entries_[entry].listed;
        if (node.field == "name")
            holding[entry] = fits(listed.slug);
        else if (node.field == "groups")
            holding[entry] = fits(listed.domain);
        else if (node.field == "organization" || node.field == "owner_org")
            holding[entry] = fits(listed.unit_key);
        else if (node.field == "license_id")
            holding[entry] = fits(listed.licence);
        else if (node.field == "tags")
            holding[entry] = std::ranges::any_of(listed.tags, fits);
        else if (node.field == "res_format")
            holding[entry] = std::ranges::any_of(listed.formats, fits);
        else if (node.field == "id")
            holding[entry] = fits(UuidOf(listed.id));
        else if (node.field == "state" || node.field == "capacity" || node.field == "type" || node.field == "dataset_type")
            holding[entry] = fits(node.field == "state" ? "active" : node.field == "capacity" ? "public" : "dataset");
        else if (node.field == "private")
            holding[entry] = fits("false");
    }
    return holding;
}

std::vector<bool> Catalogue::Holding(const SolrNode& node) const {
    std::vector<bool> holding(entries_.size(), true);
    switch (node.kind) {
        case SolrNode::Kind::everything:
            return holding;
        case SolrNode::Kind::term:
            return HoldingTerm(node);
        case SolrNode::Kind::without:
            holding = Holding(node.parts.front());
            holding.flip();
            return holding;
        case SolrNode::Kind::both:
        case SolrNode::Kind::either: {
            const bool either = node.kind == SolrNode::Kind::either;
            if (either) holding.assign(entries_.size(), false);
            for (const auto& part : node.parts) {
                const auto own = Holding(part);
                for (std::size_t entry = 0; entry < own.size(); ++entry)
                    holding[entry] = either ? holding[entry] || own[entry] : holding[entry] && own[entry];
            }
            return holding;
        }
        case SolrNode::Kind::range: {
            const bool created = node.field == "metadata_created";
            for (std::size_t entry = 0; entry < holding.size(); ++entry) {
                const auto& listed = entries_[entry].listed;
                const auto at = created || node.field == "metadata_modified"
                                    ? (created ? listed.created : listed.changed).Rfc3339()
                                : node.field == "num_resources" ? std::to_string(listed.resources)
                                                                : listed.slug;
                holding[entry] =
                    (node.text == "*" || node.text <= at) && (node.until == "*" || node.until == "NOW" || at <= node.until);
            }
            return holding;
        }
    }
    return holding;
}

CatalogueAnswer Catalogue::Search(const CatalogueQuery& query) const {
    const bool asked = !Fold(query.words).empty();
    const auto scores = asked ? ScoresOf(query.words, LastWord::begun) : std::vector<std::uint32_t>();
    std::vector<bool> holding(entries_.size(), true);
    for (const auto& node : query.also) {
        const auto own = Holding(node);
        for (std::size_t entry = 0; entry < own.size(); ++entry) holding[entry] = holding[entry] && own[entry];
    }
    std::vector<std::uint32_t> found;
    for (std::uint32_t index = 0; index < entries_.size(); ++index)
        if (holding[index] && !entries_[index].gone && (!asked || scores[index] > 0) && Holds(entries_[index], query))
            found.push_back(index);
    CatalogueAnswer answer{.count = static_cast<std::int64_t>(found.size()), .page = {}, .facets = {}};
    CountFacets(found, answer);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        const auto &one = entries_[a].listed, &other = entries_[b].listed;
        if (query.order == CatalogueOrder::relevance && asked && scores[a] != scores[b]) return scores[a] > scores[b];
        if (query.order == CatalogueOrder::title && one.title != other.title) return one.title < other.title;
        if (query.order == CatalogueOrder::created && one.created != other.created) return one.created > other.created;
        if (one.changed != other.changed) return one.changed > other.changed;
        return one.slug < other.slug;
    };
    const auto end = std::min(found.size(), query.offset + query.limit);
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(end),
                              [&](std::uint32_t a, std::uint32_t b) { return query.ascending ? before(b, a) : before(a, b); });
    for (auto index = query.offset; index < end; ++index) answer.page.push_back(&entries_[found[index]].listed);
    return answer;
}

const Listed* Catalogue::Find(std::string_view slug) const {
    const auto found = by_slug_.find(slug);
    return found == by_slug_.end() ? nullptr : &entries_[found->second].listed;
}

}  // namespace dongson::open_data
