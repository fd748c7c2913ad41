#include "platform/files/preview.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "core/stopping.h"

extern char** environ;

namespace dongson::files {

namespace {

// prlimit sets the child's limits before it becomes pdftoppm: 512 MB of memory, 10 seconds of work, 20 MB written.
pid_t Start(const std::string& from, const std::string& stem) {
    const char* arguments[] = {
        "prlimit", "--as=536870912", "--cpu=10",   "--fsize=20971520", "pdftoppm", "-png", "-r", "72", "-f", "1", "-l",
        "1",       "-singlefile",    from.c_str(), stem.c_str(),       nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
    pid_t child = -1;
    const int failed = ::posix_spawnp(&child, "prlimit", &actions, nullptr, const_cast<char**>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed != 0 ? -1 : child;
}

}  // namespace

bool HasPreview(std::string_view type) {
    return type == "application/pdf";
}

bool DrawPreview(const std::string& from, const std::string& to) {
    const auto stem = to + ".drawing";
    const auto child = Start(from, stem);
    if (child < 0) return false;
    int status = 0;
    pid_t ended = 0;
    for (int tenths = 0; tenths < 150 && ended == 0 && !Stopping(); ++tenths) {
        std::this_thread::sleep_for(std::chrono::milliseconds(tenths < 10 ? 20 : 100));
        ended = ::waitpid(child, &status, WNOHANG);
    }
    if (ended == 0) {
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
    }
    std::error_code error;
    const bool drawn = ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (drawn)
        std::filesystem::rename(stem + ".png", to, error);
    else
        std::filesystem::remove(stem + ".png", error);
    return drawn && !error;
}

}  // namespace dongson::files
