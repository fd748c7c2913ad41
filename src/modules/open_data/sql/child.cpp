// The sandbox in a process of its own: what goes wrong there ends with it.
#include <sys/resource.h>

#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "core/child_process.h"
#include "modules/open_data/sql/sandbox.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

constexpr std::int64_t kSpareMilliseconds = 2000;  // beyond its own limit, before it is killed
constexpr std::size_t kAddressSpace = 4ULL << 30;  // the tables it maps lie in it as well

std::string Answer(const json::object& question) {
    const SqlLimits limits{.milliseconds = question.at("milliseconds").as_int64(),
                           .memory_bytes = question.at("memory").as_int64(),
                           .rows = question.at("rows").as_int64(),
                           .answer_bytes = question.at("bytes").as_int64()};
    std::vector<NamedTable> tables;
    for (const auto& each : question.at("tables").as_array()) {
        auto table = Table::Open(std::string(each.at("path").as_string()), Table::Trust::checked);  // by who asks
        if (!table) throw std::runtime_error("a table cannot be opened");
        tables.push_back({std::string(each.at("name").as_string()), *std::move(table)});
    }
    const rlimit none{3, 3};  // the tables are mapped: from here on no file is opened any more
    ::setrlimit(RLIMIT_NOFILE, &none);
    Confine(static_cast<std::size_t>(limits.milliseconds / 1000 + 2), kAddressSpace);
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
    ChildProcess child({"sql-sandbox"});
    child.Write(question);
    child.CloseInput();
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(limits.milliseconds + kSpareMilliseconds);
    auto text = child.ReadAll(until, static_cast<std::size_t>(2 * limits.answer_bytes + (1 << 20)));
    if (!text) child.Kill();
    const bool succeeded = child.Succeeded();
    if (!text)
        return std::unexpected(Refusal{"SQL_TOO_LONG",
                                       Say("Câu lệnh chạy quá lâu nên đã dừng. Hãy lọc bớt dòng, hoặc tải cả bảng về."), "sql",
                                       RefusalKind::conflict});
    if (!succeeded)
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
