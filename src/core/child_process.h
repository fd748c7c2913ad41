// A command of this very program in a process of its own: what goes wrong there ends with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongson {

class ChildProcess {
  public:
    // `words`: of the command line, after the program's name. Nothing of the environment goes along, so no secret does. Throws
    // std::runtime_error when it cannot be started.
    explicit ChildProcess(const std::vector<std::string>& words);
    // Kills it, if it goes on.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    // To its standard input; no more after CloseInput(). A child that is gone reads nothing: its answer, or the lack of it,
    // tells.
    void Write(std::string_view text);
    void CloseInput();
    // The end of a pipe that its standard output comes from.
    int output() const { return output_; }
    // To its end; nothing when the time is over first, or there is more.
    std::optional<std::string> ReadAll(std::chrono::steady_clock::time_point until, std::size_t most);
    void Kill();
    // Waits for its end: whether it went well.
    bool Succeeded();

  private:
    pid_t child_ = -1;
    int input_ = -1, output_ = -1;
    std::optional<bool> succeeded_;
};

enum class Writes : unsigned char { nothing, files };
// What a process takes no more than, from here on: seconds of a processor, bytes of addresses. It starts no other, and ends with
// its parent. One that writes nothing still writes to pipes.
void Confine(std::size_t seconds, std::size_t address_bytes, Writes writes = Writes::nothing);

}  // namespace dongson
