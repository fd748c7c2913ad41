#pragma once

#include <sys/resource.h>

#include <csignal>
#include <cstddef>

namespace dongson::testing {

// A write that the disk refuses, as a full one does: no file may grow beyond this while it stands.
class NoRoom {
  public:
    explicit NoRoom(std::size_t bytes) : ignored_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit full{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    ~NoRoom() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, ignored_);
    }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

  private:
    rlimit before_{};
    void (*ignored_)(int);
};

}  // namespace dongson::testing
