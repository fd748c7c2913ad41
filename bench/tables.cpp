// The data store alone: a table of a million rows and ten columns, written and asked.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>

#include "modules/open_data/intake/delimited.h"
#include "modules/open_data/table/grouping.h"
#include "modules/open_data/table/rows_out.h"
#include "modules/open_data/table/table_writer.h"

namespace {

using namespace dongson::open_data;

// The file that bench/make_table.py made, named by DONGSON_BENCH_CSV.
std::string Source() {
    const char* path = std::getenv("DONGSON_BENCH_CSV");
    if (path == nullptr) throw std::runtime_error("DONGSON_BENCH_CSV names no file");
    return path;
}

const Schema kSchema{{.name = "id", .type = ColumnType::integer, .key = true},
                     {.name = "ten"},
                     {.name = "ma_xa"},
                     {.name = "nam", .type = ColumnType::integer},
                     {.name = "ngay", .type = ColumnType::date},
                     {.name = "so_luong", .type = ColumnType::integer},
                     {.name = "gia", .type = ColumnType::number},
                     {.name = "trang_thai"},
                     {.name = "ghi_chu"},
                     {.name = "ma_so"}};

std::string TablePath() {
    return Source() + ".table";
}

std::int64_t Ingest(Indexed indexed) {
    DelimitedReader reader(std::make_unique<FileSource>(Source()), {});
    TableWriter writer(TablePath(), kSchema, indexed);
    Record record;
    (void)reader.Next(record);
    while (*reader.Next(record)) writer.Add(record.cells);
    return writer.Finish().rows;
}

void IngestBare(benchmark::State& state) {
    std::int64_t rows = 0;
    for (auto _ : state) rows += Ingest(Indexed::no);
    state.SetItemsProcessed(rows);
}
BENCHMARK(IngestBare)->Unit(benchmark::kMillisecond)->UseRealTime();

void IngestWithIndexesAndSearch(benchmark::State& state) {
    std::int64_t rows = 0;
    for (auto _ : state) rows += Ingest(Indexed::rows_and_words);
    state.SetItemsProcessed(rows);
}
BENCHMARK(IngestWithIndexesAndSearch)->Unit(benchmark::kMillisecond)->UseRealTime();

std::shared_ptr<const Table> Opened() {
    static const auto table = Table::Open(TablePath()).value();
    return table;
}

void FilteredPage(benchmark::State& state) {
    const auto table = Opened();
    const std::vector<std::size_t> all{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (auto _ : state) {
        const auto selection =
            Selection::Of(table, {.conditions = {{2, Compare::equal, {"xa-14760"}}, {5, Compare::at_least, {"2000"}}}}).value();
        std::string out;
        for (const auto place : ReadPage(selection, {.order = {}, .limit = 100, .offset = 0, .after = {}}))
            AppendJsonRow(*table, place, all, out);
        benchmark::DoNotOptimize(out);
        benchmark::DoNotOptimize(selection.Count());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(FilteredPage);

void SortedPage(benchmark::State& state) {
    const auto table = Opened();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            ReadPage(Selection::Of(table, {}).value(), {.order = {{6, true}}, .limit = 100, .offset = 0, .after = {}}));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SortedPage);

void RowByKey(benchmark::State& state) {
    const auto table = Opened();
    std::int64_t key = 0;
    for (auto _ : state) {
        key = (key + 7919) % table->rows();
        benchmark::DoNotOptimize(
            ReadPage(Selection::Of(table, {.conditions = {{0, Compare::equal, {std::to_string(key + 1)}}}}).value(), {}));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(RowByKey);

void SearchWords(benchmark::State& state) {
    const auto table = Opened();
    for (auto _ : state) {
        const auto selection = Selection::Of(table, {.words = "nguyễn thị hoa"}).value();
        benchmark::DoNotOptimize(ReadPage(selection, {}));
        benchmark::DoNotOptimize(selection.Count());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SearchWords);

void GroupBy(benchmark::State& state) {
    const auto table = Opened();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            GroupRows(Selection::Of(table, {}).value(),
                      {.by = {2}, .measures = {{Measure::count, {}}, {Measure::sum, 5}, {Measure::average, 6}}}));
}
BENCHMARK(GroupBy)->Unit(benchmark::kMillisecond);

void WholeCsv(benchmark::State& state) {
    std::int64_t bytes = 0;
    for (auto _ : state) {
        RowsOut out(Selection::Of(Opened(), {}).value(), {}, RowFormat::csv);
        std::string piece;
        while (out.Next(piece)) {
            bytes += static_cast<std::int64_t>(piece.size());
            piece.clear();
        }
    }
    state.SetBytesProcessed(bytes);
}
BENCHMARK(WholeCsv)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
