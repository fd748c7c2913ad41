// The sandbox in a process of its own: what goes wrong there ends with it.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <stdexcept>

#include "modules/open_data/sql/sandbox.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

constexpr std::int64_t kSpareMilliseconds = 2000;  // beyond its own limit, before it is killed
constexpr rlim_t kAddressSpace = 4ULL << 30;       // the tables it maps lie in it as well

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { Close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    void Close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

  private:
    int number_;
};

std::array<int, 2> Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe to the sandbox");
    return ends;
}

pid_t Spawn(int input, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    char name[] = "dongson", command[] = "sql-sandbox";
    char* const words[] = {name, command, nullptr};
    char* const surroundings[] = {nullptr};  // no secret of the server's goes along
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, "/proc/self/exe", &actions, nullptr, words, surroundings);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("cannot start the sandbox");
    return child;
}

// Nothing when the time is over first.
std::optional<std::string> ReadAll(int input, std::chrono::steady_clock::time_point until, std::int64_t most) {
    std::string text;
    std::array<char, 65536> piece{};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd ready{input, POLLIN, 0};
        if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) return std::nullopt;
        const auto count = ::read(input, piece.data(), piece.size());
        if (count <= 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(count));
        if (static_cast<std::int64_t>(text.size()) > most) return std::nullopt;
    }
}

void Write(int output, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(output, text.data(), text.size());
        if (count <= 0) return;  // the child is gone: its answer, or the lack of it, tells
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void Hold(std::int64_t milliseconds) {
    const auto set = [](__rlimit_resource what, rlim_t value) {
        const rlimit limit{value, value};
        ::setrlimit(what, &limit);
    };
    set(RLIMIT_CPU, static_cast<rlim_t>(milliseconds / 1000 + 2));
    set(RLIMIT_AS, kAddressSpace);
    set(RLIMIT_FSIZE, 0);
    set(RLIMIT_NPROC, 0);
    set(RLIMIT_CORE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

std::string Answer(const json::object& question) {
    const SqlLimits limits{.milliseconds = question.at("milliseconds").as_int64(),
                           .memory_bytes = question.at("memory").as_int64(),
                           .rows = question.at("rows").as_int64(),
                           .answer_bytes = question.at("bytes").as_int64()};
    std::vector<NamedTable> tables;
    for (const auto& each : question.at("tables").as_array()) {
        auto table = Table::Open(std::string(each.at("path").as_string()));
        if (!table) throw std::runtime_error("a table cannot be opened");
        tables.push_back({std::string(each.at("name").as_string()), *std::move(table)});
    }
    const rlimit none{3, 3};  // the tables are mapped: from here on no file is opened any more
    ::setrlimit(RLIMIT_NOFILE, &none);
    Hold(limits.milliseconds);
    const auto answer = RunSql(std::string(question.at("sql").as_string()), tables, limits);
    if (!answer)
        return json::serialize(json::object{{"code", answer.error().code},
                                            {"sentence", answer.error().sentence.vietnamese},
                                            {"arguments", json::value_from(answer.error().sentence.arguments)}});
    json::array fields;
    for (const auto& [name, type] : answer->fields) fields.push_back(json::object{{"id", name}, {"type", type}});
    return R"({"fields":)" + json::serialize(fields) + R"(,"records":)" + answer->records +
           (answer->truncated ? R"(,"records_truncated":true})" : "}");
}

}  // namespace

Result<std::string> AskSandbox(const std::string& sql, const std::vector<TableFile>& tables, const SqlLimits& limits) {
    json::array named;
    for (const auto& [name, path] : tables) named.push_back(json::object{{"name", name}, {"path", path}});
    const auto question = json::serialize(json::object{{"sql", sql},
                                                       {"tables", std::move(named)},
                                                       {"milliseconds", limits.milliseconds},
                                                       {"memory", limits.memory_bytes},
                                                       {"rows", limits.rows},
                                                       {"bytes", limits.answer_bytes}});
    const auto to = Pipe(), from = Pipe();
    Descriptor child_input(to[0]), input(to[1]), output(from[0]), child_output(from[1]);
    const auto child = Spawn(child_input.number(), child_output.number());
    child_input.Close();
    child_output.Close();
    Write(input.number(), question);
    input.Close();
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(limits.milliseconds + kSpareMilliseconds);
    auto text = ReadAll(output.number(), until, 2 * limits.answer_bytes + (1 << 20));
    if (!text) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!text)
        return std::unexpected(Refusal{"SQL_TOO_LONG",
                                       Say("Câu lệnh chạy quá lâu nên đã dừng. Hãy lọc bớt dòng, hoặc tải cả bảng về."), "sql",
                                       RefusalKind::conflict});
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return std::unexpected(Refusal{"SQL_TOO_MUCH",
                                       Say("Câu lệnh cần nhiều bộ nhớ hơn mức cho phép. Hãy lọc bớt dòng, hoặc tải cả bảng về."),
                                       "sql", RefusalKind::conflict});
    if (text->starts_with(R"({"code":)")) {
        const auto refused = json::parse(*text);
        Sentence sentence{.vietnamese = std::string(refused.at("sentence").as_string())};
        for (const auto& argument : refused.at("arguments").as_array()) sentence.arguments.emplace_back(argument.as_string());
        return std::unexpected(
            Refusal{std::string(refused.at("code").as_string()), std::move(sentence), "sql", RefusalKind::conflict});
    }
    return *std::move(text);
}

int AnswerFromSandbox() {
    std::string question;
    std::array<char, 65536> piece{};
    while (const auto count = std::fread(piece.data(), 1, piece.size(), stdin)) question.append(piece.data(), count);
    const auto answer = Answer(json::parse(question).as_object());
    std::fwrite(answer.data(), 1, answer.size(), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace dongson::open_data
