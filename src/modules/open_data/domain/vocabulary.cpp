#include "modules/open_data/domain/vocabulary.h"

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/yaml.h"

namespace dongson::open_data {

namespace {

template <class T>
const T* Find(const std::vector<T>& all, std::string_view key, std::string T::* member) {
    const auto found = std::ranges::find(all, key, member);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

Result<Vocabulary> Vocabulary::Parse(std::string_view domains, std::string_view licences) {
    Vocabulary vocabulary;
    DefinitionErrors errors;
    for (const auto& each : Definition::Parse("domains.yaml", domains, errors).List("domains")) {
        each.OnlyKeys({"slug", "name", "english", "notes", "theme"});
        vocabulary.domains_.push_back(
            {each.Text("slug"), each.Text("name"), each.Text("english"), each.Text("notes", ""), each.Text("theme")});
    }
    for (const auto& each : Definition::Parse("licences.yaml", licences, errors).List("licences")) {
        each.OnlyKeys({"key", "name", "url", "open", "authority", "type"});
        vocabulary.licences_.push_back({each.Text("key"), each.Text("name"), each.Text("url", ""), each.Flag("open", false),
                                        each.Text("authority", ""), each.Text("type")});
    }
    if (!errors.empty()) return std::unexpected(Refusal{"DEFINITION_BROKEN", Say("{1}", errors.Text()), ""});
    return vocabulary;
}

const Vocabulary& Vocabulary::Shipped() {
    static const auto shipped = [] {
        auto vocabulary = Parse(Embedded("data/open_data/domains.yaml"), Embedded("data/open_data/licences.yaml"));
        if (!vocabulary) throw std::runtime_error(vocabulary.error().sentence.Now());
        return *std::move(vocabulary);
    }();
    return shipped;
}

const Domain* Vocabulary::FindDomain(std::string_view slug) const {
    return Find(domains_, slug, &Domain::slug);
}

const Licence* Vocabulary::FindLicence(std::string_view key) const {
    return Find(licences_, key, &Licence::key);
}

}  // namespace dongson::open_data
