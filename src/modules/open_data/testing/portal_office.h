// A portal with one dataset of one resource, for tests of the actions.
#pragma once

#include <mutex>
#include <string_view>

#include "modules/open_data/domain/dataset.h"
#include "platform/files/files.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/platform.h"
#include "storage/testing/databases.h"

namespace dongson::open_data::testing {

class PortalOffice {
  public:
    explicit PortalOffice(storage::Engine engine);

    // Profiles a text and publishes it as the resource's next version, its first column being the key.
    Result<Version> Publish(std::string_view text);

    storage::testing::FreshDatabase database;
    SetClock clock;
    organisation::Directory units;
    ledger::Ledger ledger;
    jobs::Jobs jobs;
    notices::Notices notices;
    files::FileStore files;
    Platform platform;
    DatasetId dataset;
    ResourceId resource;

  private:
    std::mutex mutex_;
    int texts_ = 0;
};

}  // namespace dongson::open_data::testing
