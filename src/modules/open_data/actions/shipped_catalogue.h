// The catalogue that is shipped (data/open_data/catalogue.yaml) as it is written down: datasets, and their tables as files or as
// feeds of the platform.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/open_data/actions/publish_version.h"
#include "modules/open_data/domain/dataset.h"
#include "platform/platform.h"

namespace dongson::open_data {

struct ShippedTable {
    Resource resource;
    std::string name, text;       // of the file
    std::string feed;             // or the public table it is filled from, again and again
    std::vector<Column> columns;  // what is known of some columns beyond what the file shows
};

struct ShippedDataset {
    Dataset dataset;
    std::string unit_key;
    std::vector<ShippedTable> tables;
};

// Refuses a catalogue that is broken, with every line that is.
Result<std::vector<ShippedDataset>> ReadShippedCatalogue();
// Those of them with a table that the platform feeds.
Result<std::vector<ShippedDataset>> ReadFedDatasets();
// Whether a table, by the slugs of its dataset and its own, is one of them.
bool IsFed(const std::string& dataset, const std::string& table);

// Publishes the table's text as the next version of its resource.
Result<Version> PublishShipped(const Platform& platform, const ShippedTable& table, const std::string& note,
                               decltype(NewVersion::also) also = {});

}  // namespace dongson::open_data
