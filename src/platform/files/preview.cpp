#include "platform/files/preview.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "core/stopping.h"

extern char** environ;

namespace dongson::files {

namespace {

constexpr int kMostTenths = 250;

// A program that reads strangers' bytes. prlimit sets the child's limits before it becomes that: a gigabyte of memory (a
// photograph of a hundred million points has 300 MB), 20 seconds of work, 50 MB written.
class Confined {
  public:
    // What it says goes into the file `said`; empty: nowhere.
    Confined(const std::vector<std::string>& command, const std::string& said = "") {
        std::vector<std::string> words{"prlimit", "--as=1073741824", "--cpu=20", "--fsize=52428800"};
        words.insert(words.end(), command.begin(), command.end());
        std::vector<char*> arguments;
        arguments.reserve(words.size() + 1);
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            const bool kept = descriptor == STDOUT_FILENO && !said.empty();
            posix_spawn_file_actions_addopen(&actions, descriptor, kept ? said.c_str() : "/dev/null",
                                             kept ? O_WRONLY | O_CREAT | O_TRUNC : O_RDWR, 0600);
        }
        if (::posix_spawnp(&child_, "prlimit", &actions, nullptr, arguments.data(), environ) != 0) child_ = -1;
        posix_spawn_file_actions_destroy(&actions);
    }

    // Whether it did its work; it is killed after 25 seconds.
    bool Succeeds() const {
        if (child_ < 0) return false;
        int status = 0;
        pid_t ended = 0;
        for (int tenths = 0; tenths < kMostTenths && ended == 0 && !Stopping(); ++tenths) {
            std::this_thread::sleep_for(std::chrono::milliseconds(tenths < 10 ? 20 : 100));
            ended = ::waitpid(child_, &status, WNOHANG);
        }
        if (ended == 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, &status, 0);
        }
        return ended == child_ && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

  private:
    pid_t child_ = -1;
};

}  // namespace

bool HasPreview(std::string_view type) {
    return type == "application/pdf" || type == "image/jpeg" || type == "image/png" || type == "image/heic" ||
           type == "image/heif" || type == "image/tiff" || type == "image/webp";
}

bool DrawPreview(const std::string& from, std::string_view type, const std::string& to) {
    const auto stem = to + ".drawing", drawing = stem + ".png";
    const bool pdf = type == "application/pdf";
    const bool drawn =
        Confined(pdf ? std::vector<std::string>{"pdftoppm", "-png", "-r", "72", "-f", "1", "-l", "1", "-singlefile", from, stem}
                     : std::vector<std::string>{"gdk-pixbuf-thumbnailer", "-s", "1200", from, drawing})
            .Succeeds();
    std::error_code error;
    if (drawn)
        std::filesystem::rename(drawing, to, error);
    else
        std::filesystem::remove(drawing, error);
    return drawn && !error;
}

std::optional<int> CountPages(const std::string& from) {
    const auto said = from + ".pages.counting";
    const bool counted = Confined({"pdfinfo", from}, said).Succeeds();
    std::ifstream file(said);
    int pages = 0;
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("Pages:")) pages = std::atoi(line.c_str() + 6);
    std::error_code ignored;
    std::filesystem::remove(said, ignored);
    return counted && pages > 0 ? std::optional(pages) : std::nullopt;
}

}  // namespace dongson::files
