// The limit on PostgreSQL: recorded statements over bare libpq, prepared once a connection, their rows thrown away. Prints pages
// a second.
//   dongson_bench_statements CONNECTION FILE.json SECONDS
#include <libpq-fe.h>

#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int kConnections = 16;  // as many as the program opens

struct Recorded {
    std::string sql;
    std::vector<std::optional<std::string>> parameters;
};

struct Recording {
    std::int64_t pages = 0;
    std::vector<Recorded> statements;
};

Recording Read(const char* path) {
    std::ifstream file(path);
    const auto json = boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    Recording recording{.pages = json.at("pages").as_int64(), .statements = {}};
    for (const auto& each : json.at("statements").as_array()) {
        Recorded recorded{.sql = std::string(each.at("sql").as_string()), .parameters = {}};
        for (const auto& parameter : each.at("parameters").as_array()) {
            if (parameter.is_null())
                recorded.parameters.emplace_back();
            else
                recorded.parameters.emplace_back(std::string(parameter.as_string()));
        }
        recording.statements.push_back(std::move(recorded));
    }
    return recording;
}

void Check(PGconn* connection, PGresult* result) {
    const auto status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        std::cerr << PQerrorMessage(connection);
        std::exit(1);
    }
    PQclear(result);
}

class Player {
  public:
    explicit Player(const char* address) : connection_(PQconnectdb(address)) {
        if (PQstatus(connection_) != CONNECTION_OK) {
            std::cerr << PQerrorMessage(connection_);
            std::exit(1);
        }
    }
    ~Player() { PQfinish(connection_); }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    void Play(const Recorded& recorded) {
        if (recorded.sql.starts_with("BEGIN") || recorded.sql.starts_with("COMMIT"))
            return Check(connection_, PQexec(connection_, recorded.sql.c_str()));
        const auto [found, fresh] = names_.try_emplace(recorded.sql, "s" + std::to_string(names_.size()));
        if (fresh) Check(connection_, PQprepare(connection_, found->second.c_str(), recorded.sql.c_str(), 0, nullptr));
        std::vector<const char*> values;
        for (const auto& parameter : recorded.parameters) values.push_back(parameter ? parameter->c_str() : nullptr);
        Check(connection_, PQexecPrepared(connection_, found->second.c_str(), static_cast<int>(values.size()), values.data(),
                                          nullptr, nullptr, 0));
    }

  private:
    PGconn* connection_;
    std::map<std::string, std::string> names_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::cerr << "dongson_bench_statements CONNECTION FILE.json SECONDS\n";
        return 2;
    }
    const auto recording = Read(arguments[2]);
    if (recording.statements.empty()) {
        std::cerr << "nothing was recorded\n";
        return 1;
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(std::stod(arguments[3]));
    const auto began = std::chrono::steady_clock::now();
    std::atomic<std::int64_t> played = 0;
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < kConnections; ++number)
            threads.emplace_back([&, number] {
                Player player(arguments[1]);
                // Each begins elsewhere, at a transaction's start where there are any.
                auto at = recording.statements.size() * static_cast<std::size_t>(number) / kConnections;
                const auto is_begin = [&](const Recorded& each) { return each.sql.starts_with("BEGIN"); };
                if (std::ranges::any_of(recording.statements, is_begin))
                    while (!is_begin(recording.statements[at])) at = (at + 1) % recording.statements.size();
                while (std::chrono::steady_clock::now() < until) {
                    player.Play(recording.statements[at]);
                    at = (at + 1) % recording.statements.size();
                    ++played;
                }
            });
    }
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::cout << static_cast<double>(played) / seconds * static_cast<double>(recording.pages) /
                     static_cast<double>(recording.statements.size())
              << "\n";
}
