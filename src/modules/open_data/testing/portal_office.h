// A portal with one dataset of one resource, for tests of the actions.
#pragma once

#include <mutex>
#include <string_view>

#include "modules/open_data/domain/dataset.h"
#include "platform/testing/bare_house.h"

namespace dongson::open_data::testing {

class PortalOffice : public dongson::testing::BareHouse {
  public:
    explicit PortalOffice(storage::Engine engine);

    // Profiles a text and publishes it as the resource's next version, its first column being the key.
    Result<Version> Publish(std::string_view text);

    DatasetId dataset;
    ResourceId resource;
    std::pair<std::string, std::string> rename;  // a column the officer calls otherwise than the file

  private:
    std::mutex mutex_;
    int texts_ = 0;
};

}  // namespace dongson::open_data::testing
