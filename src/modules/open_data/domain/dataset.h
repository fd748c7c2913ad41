// What the province publishes: datasets, their resources, and every version a resource ever had.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/open_data/table/column.h"

namespace dongson::open_data {

using DatasetId = Id<struct DatasetTag>;
using ResourceId = Id<struct ResourceTag>;
using VersionId = Id<struct VersionTag>;

enum class DatasetState : unsigned char { draft, review, published, withdrawn };
std::string_view DatasetStateName(DatasetState state);

// How often new data is promised (the EU's frequency list, the part a province uses).
enum class Frequency : unsigned char { never, irregular, continuous, daily, weekly, monthly, quarterly, half_yearly, yearly };
inline constexpr Frequency kFrequencies[] = {Frequency::never,     Frequency::irregular,   Frequency::continuous,
                                             Frequency::daily,     Frequency::weekly,      Frequency::monthly,
                                             Frequency::quarterly, Frequency::half_yearly, Frequency::yearly};
std::string_view FrequencyWord(Frequency frequency);  // "monthly"
std::optional<Frequency> ParseFrequency(std::string_view word);
std::string_view FrequencyName(Frequency frequency);
// How many days may pass between two versions; nothing when none are promised.
std::optional<int> FrequencyDays(Frequency frequency);

struct Dataset {
    DatasetId id;
    std::string slug;  // in addresses: "dan-so-xa-phuong"
    std::string title, notes;
    UnitId unit;         // which agency answers for it
    std::string domain;  // slug of one of the domains
    std::vector<std::string> tags;
    std::string licence;  // key of one of the licences
    Frequency frequency = Frequency::irregular;
    std::optional<Date> covers_from, covers_until;
    std::string area;    // what part of the land it is about: a unit's key, or words
    std::string source;  // where the figures come from, in words
    std::string contact_name, contact_email;
    bool sample = false;  // made up to show what will stand here
    DatasetState state = DatasetState::draft;
    Instant created, changed;
    std::optional<Instant> published;
    std::int64_t version = 1;     // of this description, against two people changing it at once
    std::string extras;           // what clients of CKAN keep with it and there is no place for above, as JSON
    std::string series = {};      // what it is one part of, by name: the same thing year after year; mostly empty
    std::string taken_from = {};  // the address of the dataset of another portal that this one was begun from

    // Public from now on; since when it first was stays.
    void Open(Instant at) {
        state = DatasetState::published;
        if (!published) published = at;
    }
};

struct Resource {
    ResourceId id;
    DatasetId dataset;
    std::string slug;  // within the dataset: "bang-1"
    std::string title, notes;
    std::string format;  // of the file as published: "CSV"
    Schema schema;       // as agreed; a new version keeps it
    int position = 0;    // below zero: taken out of its dataset
    int newest = 0;      // number of the newest version; 0 before the first
    std::string extras;  // as of a dataset; "url" among them makes it a link to elsewhere
};

// Where a resource without rows of its own leads to; empty when it leads nowhere.
std::string LinkOf(const Resource& resource);

// One publication of a resource: never changed, never taken away.
struct Version {
    VersionId id;
    ResourceId resource;
    int number = 0;
    FileId file;         // the file as it was given
    std::string digest;  // its SHA-256, hex; entered into the public ledger
    std::int64_t size = 0;
    std::int64_t rows = 0, misfits = 0;
    std::int64_t added = 0, removed = 0, changed = 0;  // against the version before
    std::string note;
    Instant published;
    std::int64_t ledger_id = 0;
    std::string layout;  // how the file was read, as JSON
};

// A dataset is late when more days passed since its newest version than its frequency promises; the day it was due, then.
std::optional<Date> LateSince(const Dataset& dataset, Instant newest_version, Date today);

}  // namespace dongson::open_data
