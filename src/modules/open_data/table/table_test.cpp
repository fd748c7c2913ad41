#include <gtest/gtest.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "modules/open_data/table/grouping.h"
#include "modules/open_data/table/paging.h"
#include "modules/open_data/table/table_writer.h"

namespace dongson::open_data {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("dongson-table-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

struct Made {
    Folder folder;
    TableReport report;
    std::shared_ptr<const Table> table;
};

Made Make(const Schema& schema, const Rows& rows, Indexed indexed = Indexed::rows_and_words) {
    Made made;
    const auto path = (made.folder.path / "t.table").string();
    TableWriter writer(path, schema, indexed);
    for (const auto& row : rows) {
        const std::vector<std::string_view> cells(row.begin(), row.end());
        writer.Add(cells);
    }
    made.report = writer.Finish();
    made.table = Table::Open(path).value();
    return made;
}

std::string Cell(const Table& table, RowPlace place, std::size_t column) {
    const auto part = table.segments()[place.segment].column(column);
    std::string text;
    part.Append(part.row_codes()[place.row], text);
    return text;
}

Selection Choose(const Made& made, Choice choice) {
    return Selection::Of(made.table, std::move(choice)).value();
}

const Schema kPeople{{.name = "ma"},
                     {.name = "dan_so", .type = ColumnType::integer},
                     {.name = "dien_tich", .type = ColumnType::number, .numbers = NumberForm::vietnamese},
                     {.name = "ngay", .type = ColumnType::date, .dates = DateForm::day_first}};

TEST(Table, gives_back_what_was_written_in_one_form) {
    const auto made =
        Make(kPeople, {{"0164A", "12", "1.234,5", "27/3/2025"}, {"", " -7 ", "0,25", "2/4/2025"}, {"b", "", "", ""}});
    ASSERT_EQ(made.table->rows(), 3);
    const auto page = ReadPage(Choose(made, {}), {});
    ASSERT_EQ(page.size(), 3U);
    const Rows expected{{"0164A", "12", "1234.5", "2025-03-27"}, {"", "-7", "0.25", "2025-04-02"}, {"b", "", "", ""}};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 4; ++column) EXPECT_EQ(Cell(*made.table, page[row], column), expected[row][column]);
}

TEST(Table, keeps_a_value_that_does_not_fit_as_text_and_reports_it) {
    const auto made = Make(kPeople, {{"a", "12", "1", "1/1/2025"}, {"b", "0164", "1", "31/2/2025"}, {"c", "..", "1,5,5", ""}});
    EXPECT_EQ(made.report.misfits, 4);
    ASSERT_EQ(made.report.examples.size(), 4U);
    EXPECT_EQ(made.report.examples[0].text, "0164");
    EXPECT_EQ(made.report.examples[0].row, 2);
    EXPECT_EQ(Cell(*made.table, {0, 1}, 1), "0164");
    EXPECT_EQ(Cell(*made.table, {0, 1}, 3), "31/2/2025");
    const auto found = ReadPage(Choose(made, {.conditions = {{1, Compare::equal, {"0164"}}}}), {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].row, 1);
}

TEST(Table, is_not_there_until_it_is_finished) {
    const Folder folder;
    const auto path = (folder.path / "half.table").string();
    {
        TableWriter writer(path, kPeople);
        const std::string_view cells[] = {"a", "1", "1", ""};
        writer.Add(cells);
    }
    EXPECT_FALSE(Table::Open(path));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path));
}

TEST(Table, refuses_a_file_that_is_none) {
    const Folder folder;
    for (const auto& bytes : {std::string(), std::string("DSTABLE1"), std::string(200, 'x')}) {
        const auto path = (folder.path / "broken.table").string();
        std::FILE* file = std::fopen(path.c_str(), "wb");
        std::fwrite(bytes.data(), 1, bytes.size(), file);
        std::fclose(file);
        const auto opened = Table::Open(path);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, "TABLE_BROKEN");
    }
}

std::string BytesOfFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string EveryCell(const Table& table) {
    std::string text;
    for (const auto& segment : table.segments())
        for (std::uint32_t row = 0; row < segment.rows(); ++row)
            for (std::size_t column = 0; column < table.schema().size(); ++column) {
                const auto part = segment.column(column);
                part.Append(part.row_codes()[row], text);
                text += '|';
            }
    return text;
}

const Rows kFew{{"0164A", "12", "1.234,5", "27/3/2025"}, {"xã Hạc", " -7 ", "0,25", "?"}, {"b", "", "", "2/4/2025"}};

TEST(Table, with_one_bit_turned_is_refused_wherever_the_bit_lies) {
    const auto made = Make(kPeople, kFew);
    const auto whole = BytesOfFile((made.folder.path / "t.table").string());
    const auto path = (made.folder.path / "turned.table").string();
    int tried = 0;
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += bit / 8 + 64 < whole.size() ? 11 : 1, ++tried) {
        auto turned = whole;
        turned[bit / 8] = static_cast<char>(turned[bit / 8] ^ 1 << bit % 8);
        std::ofstream(path, std::ios::binary) << turned;
        ASSERT_FALSE(Table::Open(path)) << "bit " << bit;
    }
    EXPECT_GT(tried, 500);
    for (std::size_t size = 0; size < whole.size(); size += 9) {
        std::ofstream(path, std::ios::binary) << whole.substr(0, size);
        ASSERT_FALSE(Table::Open(path)) << size << " bytes";
    }
    std::ofstream(path, std::ios::binary) << whole;
    EXPECT_EQ(EveryCell(*Table::Open(path).value()), EveryCell(*made.table));
}

// Even what bears the right checksum cannot lead a reader out of the file.
TEST(Table, of_a_strange_writer_is_read_within_its_bounds_or_refused) {
    const auto made = Make(kPeople, kFew);
    const auto whole = BytesOfFile((made.folder.path / "t.table").string());
    const auto path = (made.folder.path / "strange.table").string();
    int refused = 0;
    for (std::size_t place = 8; place < whole.size() - 16; place += 3)
        for (const char byte : {'\xff', '\x7f', '\x01'}) {
            auto strange = whole;
            strange[place] = byte;
            const auto sum = XXH3_64bits(strange.data(), strange.size() - 16);
            std::memcpy(strange.data() + strange.size() - 16, &sum, sizeof sum);
            std::ofstream(path, std::ios::binary) << strange;
            const auto opened = Table::Open(path);
            refused += opened ? 0 : 1;
            if (!opened) continue;
            EveryCell(**opened);
            for (const auto& segment : (*opened)->segments()) (void)segment.RowsWith("xa", true);
            if ((*opened)->schema().size() > 1) (void)ReadPage(Selection::Of(*opened, {}).value(), {.order = {{1, true}}});
        }
    EXPECT_GT(refused, 100);
}

// A table of several segments against plain loops over the same rows.
class Against : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        std::mt19937 random(38);
        rows_ = new Rows();
        for (int row = 0; row < 140'000; ++row) {
            const auto area = static_cast<int>(random() % 4000);
            rows_->push_back({"xa " + std::to_string(random() % 166) + (row % 1000 == 7 ? " Hạc Thành" : ""),
                              random() % 50 == 0 ? "" : std::to_string(static_cast<int>(random() % 2000) - 500),
                              std::to_string(area / 4) + (area % 4 == 0   ? ""
                                                          : area % 4 == 2 ? ",5"
                                                          : area % 4 == 1 ? ",25"
                                                                          : ",75"),
                              random() % 9 == 0 ? "?" : std::to_string(1 + random() % 28) + "/3/2025"});
        }
        made_ = new Made(Make(kPeople, *rows_));
    }
    static void TearDownTestSuite() {
        delete rows_;
        delete made_;
    }
    static std::vector<std::int64_t> Rowed(const std::vector<RowPlace>& page) {
        std::vector<std::int64_t> rows;
        for (const auto place : page) rows.push_back(RowAt(*made_->table, place));
        return rows;
    }
    template <class Holds>
    static std::vector<std::int64_t> Naive(Holds holds) {
        std::vector<std::int64_t> rows;
        for (std::size_t row = 0; row < rows_->size(); ++row)
            if (holds((*rows_)[row])) rows.push_back(static_cast<std::int64_t>(row));
        return rows;
    }
    static bool Between(const std::string& text, int least, int most) {
        return !text.empty() && std::stoi(text) >= least && std::stoi(text) <= most;
    }
    static Rows* rows_;
    static Made* made_;
};
Rows* Against::rows_ = nullptr;
Made* Against::made_ = nullptr;

TEST_F(Against, plain_loops_choose_the_same_rows) {
    ASSERT_GT(made_->table->segments().size(), 2U);
    const struct {
        Choice choice;
        std::vector<std::int64_t> expected;
    } cases[] = {
        {{.conditions = {{1, Compare::equal, {"17"}}}}, Naive([](const auto& row) { return row[1] == "17"; })},
        {{.conditions = {{1, Compare::equal, {"17", "18", ""}}}},
         Naive([](const auto& row) { return row[1] == "17" || row[1] == "18" || row[1].empty(); })},
        {{.conditions = {{1, Compare::not_equal, {"17"}}}}, Naive([](const auto& row) { return row[1] != "17"; })},
        {{.conditions = {{1, Compare::at_least, {"-20"}}, {1, Compare::less, {"31"}}}},
         Naive([](const auto& row) { return Between(row[1], -20, 30); })},
        {{.conditions = {{1, Compare::is_empty, {}}}}, Naive([](const auto& row) { return row[1].empty(); })},
        {{.conditions = {{3, Compare::equal, {"2025-03-08"}}}}, Naive([](const auto& row) { return row[3] == "8/3/2025"; })},
        {{.conditions = {{3, Compare::equal, {"?"}}}}, Naive([](const auto& row) { return row[3] == "?"; })},
        {{.conditions = {{0, Compare::contains, {"HAC thanh"}}}},
         Naive([](const auto& row) { return row[0].find("Hạc") != std::string::npos; })},
        {{.conditions = {}, .either = {{{1, Compare::less, {"-490"}}, {1, Compare::greater, {"1490"}}}}},
         Naive([](const auto& row) { return !row[1].empty() && (std::stoi(row[1]) < -490 || std::stoi(row[1]) > 1490); })},
        {{.words = "hac than"}, Naive([](const auto& row) { return row[0].find("Hạc Thành") != std::string::npos; })},
        {{.words = "xa 16"}, Naive([](const auto& row) { return row[0].starts_with("xa 16"); })},
    };
    for (const auto& [choice, expected] : cases) {
        const auto selection = Choose(*made_, choice);
        EXPECT_EQ(selection.Count(), static_cast<std::int64_t>(expected.size()));
        EXPECT_EQ(Rowed(ReadPage(selection, {.limit = 1 << 20})), expected);
        // The same in pages, by what the page before ended with and by how many to pass over.
        std::vector<std::int64_t> by_key;
        std::optional<std::int64_t> after;
        while (true) {
            const auto page = Rowed(ReadPage(selection, {.limit = 997, .after = after}));
            if (page.empty()) break;
            by_key.insert(by_key.end(), page.begin(), page.end());
            after = page.back();
        }
        EXPECT_EQ(by_key, expected);
        const auto middle = Rowed(ReadPage(selection, {.limit = 10, .offset = static_cast<std::int64_t>(expected.size() / 2)}));
        EXPECT_TRUE(std::equal(middle.begin(), middle.end(), expected.begin() + static_cast<std::int64_t>(expected.size() / 2)));
    }
}

TEST_F(Against, plain_loops_give_the_same_order) {
    const auto value = [](const std::string& text) { return text.empty() ? 1 << 30 : std::stoi(text); };
    for (const bool descending : {false, true})
        for (const auto& choice : {Choice{}, Choice{.conditions = {{1, Compare::at_least, {"1400"}}}}, Choice{.words = "hac"}}) {
            const auto selection = Choose(*made_, choice);
            auto expected = Rowed(ReadPage(selection, {.limit = 1 << 20}));
            std::ranges::stable_sort(expected, [&](std::int64_t a, std::int64_t b) {
                const auto &one = (*rows_)[static_cast<std::size_t>(a)][1], &other = (*rows_)[static_cast<std::size_t>(b)][1];
                if (one.empty() || other.empty()) return !one.empty() && other.empty();
                return descending ? value(one) > value(other) : value(one) < value(other);
            });
            const PageAsked asked{.order = {{1, descending}}, .limit = 3000};
            expected.resize(std::min<std::size_t>(expected.size(), 3000));
            EXPECT_EQ(Rowed(ReadPage(selection, asked)), expected);
            std::vector<std::int64_t> in_pages;
            std::optional<std::int64_t> after;
            while (in_pages.size() < expected.size()) {
                const auto page = Rowed(ReadPage(selection, {.order = {{1, descending}}, .limit = 250, .after = after}));
                if (page.empty()) break;
                in_pages.insert(in_pages.end(), page.begin(), page.end());
                after = page.back();
            }
            in_pages.resize(std::min(in_pages.size(), expected.size()));
            EXPECT_EQ(in_pages, expected);
            // Two columns.
            const auto two = Rowed(ReadPage(selection, {.order = {{1, descending}, {0, false}}, .limit = 500}));
            for (std::size_t index = 1; index < two.size(); ++index) {
                const auto &a = (*rows_)[static_cast<std::size_t>(two[index - 1])],
                           &b = (*rows_)[static_cast<std::size_t>(two[index])];
                if (a[1] == b[1]) {
                    EXPECT_LE(a[0], b[0]);
                }
            }
        }
}

TEST_F(Against, plain_loops_count_and_sum_the_same) {
    struct Sums {
        std::int64_t rows = 0, sum = 0, values = 0;
        int least = 1 << 30, most = -(1 << 30);
        std::map<std::string, int> different;
    };
    std::map<std::string, Sums> expected;
    for (const auto& row : *rows_) {
        auto& sums = expected[row[0]];
        ++sums.rows;
        ++sums.different[row[3]];
        if (row[1].empty()) continue;
        const auto number = std::stoi(row[1]);
        sums.sum += number;
        ++sums.values;
        sums.least = std::min(sums.least, number);
        sums.most = std::max(sums.most, number);
    }
    const auto groups = GroupRows(Choose(*made_, {}), {.by = {0},
                                                       .measures = {{Measure::count, std::nullopt},
                                                                    {Measure::count, 1},
                                                                    {Measure::sum, 1},
                                                                    {Measure::least, 1},
                                                                    {Measure::most, 1},
                                                                    {Measure::distinct, 3}},
                                                       .limit = 100'000});
    ASSERT_TRUE(groups);
    ASSERT_EQ(groups->count, static_cast<std::int64_t>(expected.size()));
    auto next = expected.begin();
    for (const auto& group : groups->groups) {
        const auto& [name, sums] = *next++;
        EXPECT_EQ(group.keys[0].text, name);
        EXPECT_EQ(group.values[0], (Answered{std::to_string(sums.rows), true}));
        EXPECT_EQ(group.values[1].text, std::to_string(sums.values));
        if (sums.values == 0) continue;
        EXPECT_EQ(group.values[2].text, std::to_string(sums.sum));
        EXPECT_EQ(group.values[3].text, std::to_string(sums.least));
        EXPECT_EQ(group.values[4].text, std::to_string(sums.most));
        EXPECT_EQ(group.values[5].text, std::to_string(sums.different.size()));
    }
    const auto top = GroupRows(Choose(*made_, {.conditions = {{1, Compare::not_empty, {}}}}),
                               {.by = {3, 1}, .measures = {{Measure::average, 2}}, .order = 0, .descending = true, .limit = 5});
    ASSERT_TRUE(top);
    EXPECT_EQ(top->groups.size(), 5U);
    EXPECT_GE(std::stod(top->groups[0].values[0].text), std::stod(top->groups[4].values[0].text));
}

TEST(Table, refuses_questions_that_make_no_sense) {
    const auto made = Make(kPeople, {{"a", "1", "1", ""}});
    EXPECT_EQ(Selection::Of(made.table, {.conditions = {{1, Compare::less, {"abc"}}}}).error().field, "dan_so");
    EXPECT_EQ(GroupRows(Choose(made, {}), {.by = {}, .measures = {{Measure::sum, 0}}}).error().code, "TABLE_NOT_A_NUMBER");
}

TEST(Table, of_no_rows_answers_everything_with_nothing) {
    const auto made = Make(kPeople, {});
    EXPECT_TRUE(ReadPage(Choose(made, {.words = "a"}), {.order = {{1, true}}}).empty());
    const auto groups = GroupRows(Choose(made, {}), {.by = {}, .measures = {{Measure::count, std::nullopt}, {Measure::sum, 1}}});
    ASSERT_TRUE(groups);
    EXPECT_EQ(groups->groups.at(0).values[0].text, "0");
    EXPECT_EQ(groups->groups.at(0).values[1].text, "");
}

}  // namespace
}  // namespace dongson::open_data
