// What can be measured inside one process, each beside its limit: deadlines, ledger entries, durable transactions.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "core/bytes.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "platform/calendar/deadline.h"
#include "platform/figures/figures.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "storage/migrations.h"
#include "web/worker_pool.h"

using namespace dongson;

namespace {

// A fresh folder on the real disk: durability costs nothing in memory.
class Folder {
  public:
    Folder() : path_("var/bench-" + Hex(RandomBytes(6))) { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

constexpr int kClients = 16;

void Deadlines(benchmark::State& state) {
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    calendar::CaseClock clock;
    (void)clock.Start(Instant::Parse("2025-08-29 16:40").value());
    (void)clock.Pause(Instant::Parse("2025-09-04 09:00").value(), "chờ");
    (void)clock.Resume(Instant::Parse("2025-09-08 09:00").value());
    for (auto _ : state)
        benchmark::DoNotOptimize(
            calendar::ComputeDeadline({10, calendar::DurationUnit::working_days}, calendar, clock, calendar::Explain::no));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Deadlines);

void LedgerSequenced(benchmark::State& state) {
    const Folder folder;
    storage::Database database({.sqlite_path = folder.path() + "/l.db", .url = ""});
    (void)storage::Migrate(database);
    SystemClock clock;
    ledger::Ledger ledger(database, clock, folder.path() + "/ledger", "bench.example/log");
    std::int64_t placed = 0;
    for (auto _ : state) {
        state.PauseTiming();
        database.MustWrite([&](storage::Transaction& tx) {
            for (int entry = 0; entry < 4096; ++entry) ledger.Append(tx, "content");
        });
        state.ResumeTiming();
        placed += ledger.Sequence();
    }
    state.SetItemsProcessed(placed);
}
BENCHMARK(LedgerSequenced)->Iterations(10)->UseRealTime();

// The limit: a bare loop that inserts as many rows as a submission does, as durably, 16 submissions a COMMIT.
void BareDurableInserts(benchmark::State& state) {
    const Folder folder;
    sqlite3* handle = nullptr;
    sqlite3_open((folder.path() + "/b.db").c_str(), &handle);
    sqlite3_exec(handle,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(handle, "INSERT INTO t (a, b) VALUES (?, ?)", -1, &insert, nullptr);
    const std::string text(300, 'x');
    for (auto _ : state) {
        sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        for (int row = 0; row < kClients * 7; ++row) {
            sqlite3_bind_text(insert, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
            sqlite3_bind_text(insert, 2, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr);
    }
    state.SetItemsProcessed(state.iterations() * kClients);
    sqlite3_finalize(insert);
    sqlite3_close(handle);
}
BENCHMARK(BareDurableInserts)->UseRealTime();

// Dossier, timeline, reader, number, work item, ledger entry and notice in one durable transaction, from 16 clients.
void DurableSubmissions(benchmark::State& state) {
    const Folder folder;
    storage::Database database({.sqlite_path = folder.path() + "/d.db", .url = ""});
    (void)storage::Migrate(database);
    SystemClock clock;
    organisation::Directory units;
    ledger::Ledger ledger(database, clock, folder.path() + "/ledger", "bench.example/log");
    jobs::Jobs jobs(database, clock);
    notices::Notices notices(jobs);
    files::FileStore files(folder.path() + "/files");
    const figures::Figures figures;
    const Platform platform{database, clock,         units,   calendar::WorkingCalendar::Shipped(),
                            ledger,   jobs,          notices, files,
                            figures,  folder.path(), "",      ""};
    one_stop::Procedure procedure;
    procedure.id = Fresh<ProcedureTag>();
    procedure.code = "1.000001";
    procedure.name = "Thủ tục đo tốc độ";
    procedure.process = "specialist_leader";
    procedure.methods = {{one_stop::Channel::online, calendar::Duration{5, calendar::DurationUnit::working_days}, 0, "", "", ""}};
    database.MustWrite([&](storage::Transaction& tx) {
        static constexpr storage::Statement kProcedure{
            "bench.procedure",
            "INSERT INTO procedure (id, code, version, newest, valid_from, name, domain, level, department, for_people, "
            "for_businesses, online, is_national, published, fee_timing, process, form, content, digest) VALUES ($id, "
            "'1.000001', 1, 1, '2025-01-01', 'x', 'x', 'commune', 'x', 1, 1, 4, 0, 1, 0, 'specialist_leader', 'generic', '{}', "
            "'x')"};
        tx.Run(kProcedure, {{"id", procedure.id}});
    });
    const one_stop::NewDossier wanted{.procedure = procedure,
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
    std::int64_t submitted = 0;
    for (auto _ : state) {
        std::vector<std::jthread> clients;
        for (int client = 0; client < kClients; ++client)
            clients.emplace_back([&] {
                for (int round = 0; round < 400; ++round)
                    (void)database.InTransaction([&](storage::Transaction& tx) -> Result<int> {
                        one_stop::OpenDossier(platform, tx, wanted, {}, clock.Now());
                        return 0;
                    });
            });
        clients.clear();
        submitted += kClients * 400;
    }
    state.SetItemsProcessed(submitted);
}
BENCHMARK(DurableSubmissions)->Iterations(4)->UseRealTime();

}  // namespace

int main(int count, char** arguments) {
    dongson::web::TakeTurnsInBatches();
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
