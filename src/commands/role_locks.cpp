#include "commands/role_locks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace dongson::commands {

RoleLocks::~RoleLocks() {
    for (const int lock : locks_)
        if (lock >= 0) ::close(lock);
}

bool RoleLocks::Take(const std::string& data, const Roles& roles) {
    for (const auto& role : roles) {
        const auto path = fmt::format("{}/lock.{}", data, role);
        const int lock = locks_.emplace_back(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) != 0) return false;
    }
    return true;
}

}  // namespace dongson::commands
