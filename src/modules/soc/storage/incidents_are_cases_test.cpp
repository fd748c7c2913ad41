// What the migration makes of the cases of a centre that had its own.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "modules/soc/storage/incident_store.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"
#include "storage/migrations.h"

namespace dongson::soc {

namespace {

constexpr int kOwn = 100, kFirstAgain = 900'000;

// The tables as they stood, with a case that was contained, opened again and closed, and one that is open.
constexpr const char* kBefore = R"(
    DROP TABLE soc_evidence; DROP TABLE soc_incident;
    CREATE TABLE soc_case (id BIGINT NOT NULL PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL, category TEXT NOT NULL, grade BIGINT NOT NULL,
        state BIGINT NOT NULL, unit_id BIGINT NOT NULL, lead_id BIGINT NOT NULL, detected_at BIGINT NOT NULL, opened_at BIGINT NOT NULL,
        noticed_at BIGINT, reported_at BIGINT, closed_at BIGINT, personal_data BIGINT NOT NULL, cause TEXT NOT NULL, scope TEXT NOT NULL,
        remedy TEXT NOT NULL, lessons TEXT NOT NULL, changed_at BIGINT NOT NULL, version BIGINT NOT NULL);
    CREATE TABLE soc_case_entry (id BIGINT NOT NULL PRIMARY KEY, case_id BIGINT NOT NULL, at BIGINT NOT NULL, account_id BIGINT NOT NULL,
        kind BIGINT NOT NULL, text TEXT NOT NULL, event_key TEXT NOT NULL, digest TEXT NOT NULL);
    INSERT INTO soc_case VALUES
        (11, 'SC-2026-0001', 'Đoán mật khẩu', 'intrusion', 3, 3, 7, 5, 1000, 2000, 4000, 4500, 9000, 0, 'a', 'b', 'c', 'd', 9000, 6),
        (12, 'SC-2026-0002', 'Mã độc', 'malware', 2, 1, 7, 5, 1000, 2000, NULL, NULL, NULL, 1, '', '', '', '', 3000, 2);
    INSERT INTO soc_case_entry VALUES
        (101, 11, 2000, 5, 1, 'Mở vụ việc: Đoán mật khẩu', '', ''),
        (102, 11, 2100, 5, 2, 'Quy tắc – 1.1.1.1', '', ''),
        (103, 11, 3000, 5, 1, 'Đang xử lý → Đã ngăn chặn', '', ''),
        (104, 11, 3100, 5, 3, 'một dòng', 'standard-1', 'aa'),
        (105, 11, 3200, 5, 3, 'một dòng', 'standard-1', 'aa'),
        (106, 11, 4000, 5, 5, 'Thông báo ban đầu: gọi điện', '', ''),
        (107, 11, 4500, 5, 5, 'Báo cáo sự cố: văn bản', '', ''),
        (108, 11, 5000, 5, 1, 'Đã ngăn chặn → Đang xử lý', '', ''),
        (109, 11, 6000, 5, 1, 'Đang xử lý → Đã ngăn chặn', '', ''),
        (110, 11, 6100, 5, 1, 'M2 – trung bình → M3 – nghiêm trọng', '', ''),
        (111, 11, 9000, 5, 1, 'Đã ngăn chặn → Đã đóng', '', ''),
        (112, 11, 9500, 5, 0, 'ghi chú', '', ''),
        (121, 12, 2000, 5, 1, 'Mở vụ việc: Mã độc', '', ''),
        (122, 12, 3000, 5, 1, 'Đang xử lý → Đã ngăn chặn', '', '');
    INSERT INTO work_item (unit_id, capability, nearest_at, case_id, module, slot, reference, path, title, person, state_vi, state_en,
                           assignee_id, waiting, fresh, due_at, step_due_at, changed_at)
    VALUES (9, 'soc.respond', 9, 12, 'soc', 'report', 'SC-2026-0002', '', '', '', '', '', 5, 0, 0, 9, 9, 9);
)";

class IncidentsAreCases : public ::testing::TestWithParam<storage::Engine> {
  protected:
    // What the ledger was told, in this order.
    void Enter(const std::vector<std::string>& contents) {
        house.database->MustWrite([&](storage::Transaction& tx) {
            for (const auto& content : contents) entered.push_back(house.ledger.Append(tx, content));
        });
    }
    void Migrate() {
        std::vector<storage::Migration> steps{{kFirstAgain, "again.sql", kBefore}};
        for (const auto& migration : storage::Migrations(GetParam()))
            if (migration.number == kOwn) steps.push_back({kFirstAgain + 1, "again.sql", migration.sql});
        ASSERT_EQ(steps.size(), 2U);
        ASSERT_TRUE(storage::Migrate(*house.database, steps));
    }
    std::vector<workflow::Happening> Happened(CaseId id) {
        return house.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(id); });
    }

    testing::BareHouse house{GetParam(), Instant::Parse("2026-11-16 08:00").value()};
    std::vector<std::int64_t> entered;
};

}  // namespace

TEST_P(IncidentsAreCases, their_lines_are_events_and_find_the_entries_they_made) {
    const std::string words = "soc case SC-2026-0001 ", at = " 2026-11-16T01:00:00.000Z";
    Enter({words + "opened" + at, words + "da-ngan-chan" + at, words + "evidence aa", words + "evidence aa",
           words + "told notice" + at, words + "told report" + at, words + "dang-xu-ly" + at, words + "da-ngan-chan" + at,
           words + "dong" + at});
    Migrate();
    struct Line {
        const char *event, *from, *to;
        int entry;  // of those above; −1: none
    };
    constexpr Line kExpected[] = {{"submit", "", "open", 0},
                                  {"take_alert", "open", "open", -1},
                                  {"contain", "open", "contained", 1},
                                  {"add_evidence", "contained", "contained", 2},
                                  {"add_evidence", "contained", "contained", 3},
                                  {"tell_notice", "contained", "contained", 4},
                                  {"tell_report", "contained", "contained", 5},
                                  {"not_contained", "contained", "open", 6},
                                  {"contain", "open", "contained", 7},
                                  {"describe", "contained", "contained", -1},
                                  {"close", "contained", "closed", 8},
                                  {"note", "closed", "closed", -1}};
    const auto happened = Happened({11});
    ASSERT_EQ(happened.size(), std::size(kExpected));
    for (std::size_t i = 0; i < happened.size(); ++i) {
        const auto& [event, from, to, entry] = kExpected[i];
        EXPECT_EQ(happened[i].event, event) << i;
        EXPECT_EQ(happened[i].from, from) << i;
        EXPECT_EQ(happened[i].to, to) << i;
        EXPECT_EQ(happened[i].ledger, entry < 0 ? 0 : entered[static_cast<std::size_t>(entry)]) << i;
    }
    EXPECT_EQ(happened[0].reason, "Đoán mật khẩu");
    EXPECT_EQ(happened[2].reason, "") << "where it went is said by the states";
    house.database->Read([&](storage::Transaction& tx) {
        EXPECT_EQ(IncidentStore(tx).EvidenceOf({11}).at(104).event, "standard-1");
        return 0;
    });
}

TEST_P(IncidentsAreCases, an_open_one_stands_in_the_inbox_of_the_unit_that_had_it) {
    Migrate();
    house.database->Read([&](storage::Transaction& tx) {
        const auto open = IncidentStore(tx).GetByCode("SC-2026-0002");
        EXPECT_EQ(open->state, "contained");
        EXPECT_EQ(open->holder, UnitId{9});
        EXPECT_EQ(open->assignee, AccountId{5});
        const auto work = workflow::InboxStore(tx).OfCase("soc", 12);
        EXPECT_EQ(work.size(), 2U);
        EXPECT_EQ(work[0].slot, "main");
        EXPECT_EQ(work[0].unit, UnitId{9});
        EXPECT_TRUE(workflow::InboxStore(tx).OfCase("soc", 11).empty());
        EXPECT_TRUE(IncidentStore(tx).GetByCode("SC-2026-0001")->closed);
        return 0;
    });
}

INSTANTIATE_TEST_SUITE_P(Both, IncidentsAreCases, ::testing::Values(storage::Engine::sqlite, storage::Engine::postgres));

}  // namespace dongson::soc
