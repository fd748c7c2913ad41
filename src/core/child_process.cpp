#include "core/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace dongson {

namespace {

std::array<int, 2> Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe to a child process");
    return ends;
}

void Close(int& descriptor) {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words) {
    auto to = Pipe(), from = Pipe();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
    std::vector<std::string> all{"dongson"};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    arguments.reserve(all.size() + 1);
    for (std::string& word : all) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    char* const surroundings[] = {nullptr};
    const int failed = ::posix_spawn(&child_, "/proc/self/exe", &actions, nullptr, arguments.data(), surroundings);
    posix_spawn_file_actions_destroy(&actions);
    Close(to[0]);
    Close(from[1]);
    input_ = to[1];
    output_ = from[0];
    if (failed == 0) return;
    Close(input_);
    Close(output_);
    throw std::runtime_error("cannot start a child process");
}

ChildProcess::~ChildProcess() {
    Close(input_);
    Close(output_);
    if (!succeeded_) {
        Kill();
        Succeeded();
    }
}

void ChildProcess::Write(std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(input_, text.data(), text.size());
        if (count <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void ChildProcess::CloseInput() {
    Close(input_);
}

std::optional<std::string> ChildProcess::ReadAll(std::chrono::steady_clock::time_point until, std::size_t most) {
    std::string text;
    std::array<char, 65536> piece{};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd ready{output_, POLLIN, 0};
        if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) return std::nullopt;
        const auto count = ::read(output_, piece.data(), piece.size());
        if (count <= 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(count));
        if (text.size() > most) return std::nullopt;
    }
}

void ChildProcess::Kill() {
    if (!succeeded_) ::kill(child_, SIGKILL);
}

bool ChildProcess::Succeeded() {
    if (!succeeded_) {
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
        }
        succeeded_ = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return *succeeded_;
}

void Confine(std::size_t seconds, std::size_t address_bytes, Writes writes) {
    const auto set = [](__rlimit_resource what, rlim_t value) {
        const rlimit limit{value, value};
        ::setrlimit(what, &limit);
    };
    set(RLIMIT_CPU, seconds);
    set(RLIMIT_AS, address_bytes);
    if (writes == Writes::nothing) set(RLIMIT_FSIZE, 0);
    set(RLIMIT_NPROC, 0);
    set(RLIMIT_CORE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

}  // namespace dongson
