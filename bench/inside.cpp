// What can be measured inside one process, each beside its limit: deadlines, ledger entries, durable transactions.
#include <benchmark/benchmark.h>

#include "folder.h"
#include "platform/calendar/deadline.h"
#include "platform/ledger/ledger.h"
#include "storage/migrations.h"
#include "web/worker_pool.h"

using namespace dongson;

namespace {

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
    const bench::Folder folder;
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

}  // namespace

int main(int count, char** arguments) {
    dongson::web::TakeTurnsInBatches();
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
