// What each module counts and lists about itself for everyone to read: tables with a name, made when they are asked for.
// Open data publishes them on schedule; a module that has something to tell adds its table when the house is put together.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/platform.h"

namespace dongson::figures {

using Rows = std::vector<std::vector<std::string>>;

struct PublicTable {
    std::string key;  // "procedures"
    std::vector<std::string> columns;
    // A cell for each column in every row, in an order that the same rows always have. Nothing in it may tell of one person:
    // numbers of people and of what they asked for go through `Shown`.
    std::function<Rows(const Platform&)> rows;
};

class Figures {
  public:
    void Add(PublicTable table) { tables_.push_back(std::move(table)); }
    // Nothing when no module tells it.
    const PublicTable* Find(std::string_view key) const;

  private:
    std::vector<PublicTable> tables_;
};

// What the platform itself tells: units through time, the working calendar, the processes.
void AddPlatformTables(Figures& figures);

}  // namespace dongson::figures
