// What every module is handed: the pieces of the house, made once at start-up.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/ids.h"
#include "core/settings.h"
#include "core/time.h"

namespace dongson {

namespace storage {
class Database;
}
namespace organisation {
class Directory;
}
namespace calendar {
class Calendars;
}
namespace ledger {
class Ledger;
}
namespace jobs {
class Jobs;
}
namespace notices {
class Notices;
}
namespace files {
class FileStore;
}
namespace figures {
class Figures;
}
namespace web {
struct Limits;
}

struct Platform {
    storage::Database& storage;
    const Clock& clock;
    organisation::Directory& units;
    calendar::Calendars& calendar;
    ledger::Ledger& ledger;
    jobs::Jobs& jobs;
    notices::Notices& notices;
    files::FileStore& files;
    const figures::Figures& figures;
    std::string data_folder;                        // where modules keep what is no row
    std::string base_url;                           // as people reach it: http://localhost:8080
    std::string province_name;                      // Thanh Hóa
    bool accepts_online = true;                     // submission: local; false when applications arrive from the national portal
    bool demonstration = false;                     // sign-in pages show the demo accounts
    Settings settings;                              // what the modules declared, as it was set
    std::function<std::int64_t(AccountId)> unread;  // how many notices an account has not read
    std::shared_ptr<web::Limits> limits;            // how often one may ask and try here; the house makes them
};

}  // namespace dongson
