// Events into a table of ClickHouse, over HTTP: for questions that others ask in SQL.
#pragma once

#include <functional>
#include <string>

#include "modules/soc/ship/shipper.h"

namespace dongson::soc {

struct ClickHouseSettings {
    std::string url;  // http://clickhouse.example:8123; empty: none
    std::string database = "default", table = "dongson_events";
    std::string user, password;
};

class ClickHouse : public Destination {
  public:
    explicit ClickHouse(ClickHouseSettings settings) : settings_(std::move(settings)) {}
    std::string name() const override { return "clickhouse"; }
    // The table is made when it is not there. The same event again replaces itself when ClickHouse merges; FINAL shows it once.
    void Deliver(const std::vector<StoredEvent>& events) override;

  private:
    void Ask(const std::string& query, const std::string& body) const;
    ClickHouseSettings settings_;
    bool made_ = false;
};

// A row a line, as ClickHouse's JSONEachRow has it.
std::string ClickHouseRows(const std::vector<StoredEvent>& events);

}  // namespace dongson::soc
