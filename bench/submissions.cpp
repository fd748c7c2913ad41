// Durable submissions of sixteen clients at once, beside two limits of bare SQLite: as many rows into one table, and the very
// statements that a submission runs. All commit sixteen at a time, as durably.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <stdexcept>
#include <thread>

#include "folder.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "platform/calendar/calendars.h"
#include "platform/calendar/deadline.h"
#include "platform/figures/figures.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "storage/migrations.h"

using namespace dongson;

namespace {

constexpr int kClients = 16;

one_stop::Procedure SomeProcedure() {
    one_stop::Procedure procedure;
    procedure.id = Fresh<ProcedureTag>();
    procedure.code = "1.000001";
    procedure.name = "Thủ tục đo tốc độ";
    procedure.process = "specialist_leader";
    procedure.methods = {{one_stop::Channel::online, calendar::Duration{5, calendar::DurationUnit::working_days}, 0, "", "", ""}};
    return procedure;
}

// A house with one procedure, where dossiers are submitted.
class Counter {
  public:
    Counter() {
        database_.MustWrite([&](storage::Transaction& tx) {
            static constexpr storage::Statement kProcedure{
                "bench.procedure",
                "INSERT INTO procedure (id, code, version, newest, valid_from, name, domain, level, department, for_people, "
                "for_businesses, online, is_national, published, fee_timing, process, form, content, digest) VALUES ($id, "
                "'1.000001', 1, 1, '2025-01-01', 'x', 'x', 'commune', 'x', 1, 1, 4, 0, 1, 0, 'specialist_leader', 'generic', "
                "'{}', 'x')"};
            tx.Run(kProcedure, {{"id", procedure_.id}});
        });
    }

    void Submit(storage::Transaction& tx) { one_stop::OpenDossier(platform_, tx, wanted_, {}, clock_.Now()); }
    storage::Database& database() { return database_; }
    std::string path() const { return folder_.path() + "/d.db"; }

  private:
    bench::Folder folder_;
    storage::Database database_{{.sqlite_path = folder_.path() + "/d.db", .url = ""}};
    bool migrated_ = storage::Migrate(database_).has_value();  // before what reads its tables
    SystemClock clock_;
    organisation::Directory units_;
    ledger::Ledger ledger_{database_, clock_, folder_.path() + "/ledger", "bench.example/log"};
    jobs::Jobs jobs_{database_, clock_};
    notices::Notices notices_{jobs_};
    files::FileStore files_{folder_.path() + "/files"};
    figures::Figures figures_;
    calendar::Calendars calendar_{calendar::WorkingCalendar::Shipped()};
    Platform platform_{database_, clock_, units_, calendar_, ledger_, jobs_, notices_, files_, figures_, folder_.path(), "", ""};
    one_stop::Procedure procedure_ = SomeProcedure();
    one_stop::NewDossier wanted_{.procedure = procedure_,
                                 .person = {.account = {7},
                                            .kind = identity::AccountKind::citizen,
                                            .name = "Lê Thị Hoa",
                                            .number = "038190001234",
                                            .address = "Hạc Thành",
                                            .phone = "0912345678",
                                            .email = ""},
                                 .channel = one_stop::Channel::online,
                                 .intake = {42},
                                 .answers = {{"noi_dung", {std::string(200, 'x')}}},
                                 .summary = "",
                                 .delivery = one_stop::Delivery::counter,
                                 .delivery_address = "",
                                 .papers = {}};
};

// What a transaction asks its database for, as it does so.
struct Asked {
    std::string sql;
    std::vector<std::string> names;
    std::vector<storage::Value::Held> values;  // views are of `kept`
    std::vector<std::string> kept;
};

class Listening final : public storage::Connection {
  public:
    explicit Listening(storage::Connection& real) : real_(real) {}
    storage::Engine engine() const override { return real_.engine(); }
    std::int64_t Execute(const storage::Statement& statement, storage::Parameters parameters,
                         const std::function<void(storage::Row&)>& visit) override {
        auto& one = asked.emplace_back();
        one.sql = statement.sql;
        one.kept.reserve(parameters.size());
        for (const auto& [name, value] : parameters) {
            one.names.push_back("$" + std::string(name));
            one.values.push_back(value.held());
            if (const auto* text = std::get_if<std::string_view>(&one.values.back()))
                one.values.back() = std::string_view(one.kept.emplace_back(*text));
            else if (const auto* blob = std::get_if<storage::Blob>(&one.values.back()))
                one.values.back() = storage::Blob{one.kept.emplace_back(blob->bytes)};
        }
        const auto changed = real_.Execute(statement, parameters, visit);
        rows += statement.sql.find("INSERT") != std::string_view::npos ? changed : 0;
        return changed;
    }
    void ExecuteScript(const std::string& sql) override { real_.ExecuteScript(sql); }

    std::vector<Asked> asked;
    std::int64_t rows = 0;

  private:
    storage::Connection& real_;
};

struct Heard {
    std::vector<Asked> first, second;
    std::int64_t rows = 0;  // that one submission inserts
};

// Two submissions, so that it shows what is another in each; by then the program has read what it keeps.
Heard Listen(Counter& counter) {
    counter.database().MustWrite([&](storage::Transaction& tx) { counter.Submit(tx); });
    Heard heard;
    for (auto* asked : {&heard.first, &heard.second})
        counter.database().MustWrite([&](storage::Transaction& tx) {
            Listening listening(tx.connection());
            storage::Transaction heard_tx(listening);
            counter.Submit(heard_tx);
            heard.rows = listening.rows;
            *asked = std::move(listening.asked);
        });
    if (heard.first.size() != heard.second.size()) throw std::logic_error("two submissions ask for different things");
    return heard;
}

void Must(int code, sqlite3* handle) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(handle));
}

sqlite3* OpenBare(const std::string& path) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    Must(sqlite3_exec(handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000", nullptr,
                      nullptr, nullptr),
         handle);
    return handle;
}

std::int64_t RowsOfOne() {
    static const std::int64_t rows = [] {
        Counter counter;
        return Listen(counter).rows;
    }();
    return rows;
}

void BareDurableInserts(benchmark::State& state) {
    const bench::Folder folder;
    const auto rows = RowsOfOne() * kClients;
    auto* handle = OpenBare(folder.path() + "/b.db");
    Must(sqlite3_exec(handle, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)", nullptr, nullptr, nullptr), handle);
    sqlite3_stmt* insert = nullptr;
    Must(sqlite3_prepare_v2(handle, "INSERT INTO t (a, b) VALUES (?, ?)", -1, &insert, nullptr), handle);
    const std::string text(300, 'x');
    for (auto _ : state) {
        Must(sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), handle);
        for (int row = 0; row < rows; ++row) {
            for (const int place : {1, 2})
                sqlite3_bind_text(insert, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
            Must(sqlite3_step(insert), handle);
            sqlite3_reset(insert);
        }
        Must(sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr), handle);
    }
    state.SetItemsProcessed(state.iterations() * kClients);
    sqlite3_finalize(insert);
    sqlite3_close(handle);
}
BENCHMARK(BareDurableInserts)->UseRealTime();

// One statement of a submission, made ready to be run again and again for other submissions.
class Replayed {
  public:
    Replayed(sqlite3* handle, const Asked& first, const Asked& second) : handle_(handle), first_(first) {
        Must(sqlite3_prepare_v3(handle, first.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr), handle);
        for (std::size_t at = 0; at < first.names.size(); ++at) {
            places_.push_back(sqlite3_bind_parameter_index(statement_, first.names[at].c_str()));
            const auto *one = std::get_if<std::int64_t>(&first.values[at]),
                       *other = std::get_if<std::int64_t>(&second.values[at]);
            const auto* text = std::get_if<std::string_view>(&first.values[at]);
            differs_.push_back(one != nullptr ? *one != *other
                                              : text != nullptr && *text != std::get<std::string_view>(second.values[at]));
        }
    }
    ~Replayed() { sqlite3_finalize(statement_); }
    Replayed(const Replayed&) = delete;

    // `number`: of the submission. What was another in each submission is another in each.
    void Run(std::int64_t number) {
        for (std::size_t at = 0; at < places_.size(); ++at) BindAt(at, number);
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW) code = sqlite3_step(statement_);
        Must(code, handle_);
        sqlite3_reset(statement_);
    }

  private:
    void BindAt(std::size_t at, std::int64_t number) {
        const auto place = places_[at];
        const auto& value = first_.values[at];
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement_, place, *integer + (differs_[at] ? number << 8 : 0));
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            const auto whole = std::string(*text) + (differs_[at] ? std::to_string(number) : "");
            sqlite3_bind_text(statement_, place, whole.data(), static_cast<int>(whole.size()), SQLITE_TRANSIENT);
        } else if (const auto* blob = std::get_if<storage::Blob>(&value)) {
            sqlite3_bind_blob(statement_, place, blob->bytes.data(), static_cast<int>(blob->bytes.size()), SQLITE_STATIC);
        } else {
            sqlite3_bind_null(statement_, place);
        }
    }

    sqlite3* handle_;
    const Asked& first_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<int> places_;
    std::vector<bool> differs_;
};

void BareSameStatements(benchmark::State& state) {
    Counter counter;
    const auto heard = Listen(counter);
    auto* handle = OpenBare(counter.path());
    {
        std::vector<std::unique_ptr<Replayed>> statements;
        for (std::size_t at = 0; at < heard.first.size(); ++at)
            statements.push_back(std::make_unique<Replayed>(handle, heard.first[at], heard.second[at]));
        std::int64_t number = 0;
        for (auto _ : state) {
            Must(sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), handle);
            for (int client = 0; client < kClients; ++client) {
                ++number;
                for (const auto& statement : statements) statement->Run(number);
            }
            Must(sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr), handle);
        }
        state.SetItemsProcessed(state.iterations() * kClients);
    }
    sqlite3_close(handle);
}
BENCHMARK(BareSameStatements)->UseRealTime();

void DurableSubmissions(benchmark::State& state) {
    constexpr int kEach = 400;
    Counter counter;
    for (auto _ : state) {
        std::vector<std::jthread> clients;
        for (int client = 0; client < kClients; ++client)
            clients.emplace_back([&] {
                for (int round = 0; round < kEach; ++round) {
                    const auto done = counter.database().InTransaction([&](storage::Transaction& tx) -> Result<int> {
                        counter.Submit(tx);
                        return 0;
                    });
                    if (!done) throw std::runtime_error(done.error().code);
                }
            });
    }
    state.SetItemsProcessed(state.iterations() * kClients * kEach);
}
BENCHMARK(DurableSubmissions)->Iterations(4)->UseRealTime();

}  // namespace
