// Whole lives of dossiers, act by act: after each what moved, who finds it in their inbox, who may read it, what people are told
// and what the ledger says. testing/lives/*.life hold what is to be done and, indented, what came of it. A change that moves a
// minute or a word shows there: DONGSON_WRITE_LIVES=1 writes them anew, to be read before they are kept.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/read_file.h"
#include "core/testing/in_source.h"
#include "core/text.h"
#include "modules/one_stop/actions/keep_work.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/ledger/audit.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using testing::Office;

namespace {

// What of an act stands in its line: "commune.clerk forward > second_specialist : reason".
struct Line {
    std::string who, event, to, reason;
    std::vector<std::string> asked;
};

Line ParseLine(std::string_view text) {
    Line line;
    if (const auto colon = text.find(" : "); colon != std::string_view::npos) {
        line.reason = text.substr(colon + 3);
        text = text.substr(0, colon);
    }
    std::istringstream words{std::string(text)};
    words >> line.who >> line.event;
    for (std::string sign; words >> sign;) {
        if (sign == ">") words >> line.to;
        if (sign == "?") words >> line.asked.emplace_back();
    }
    return line;
}

class Life {
  public:
    Life(storage::Engine engine, testing::Opening opening, const std::string& process) : office_(engine, opening) {
        Staff("commune", office_.commune);
        Staff("department", office_.department);
        Staff("other", office_.other_department);
        if (const auto* district = office_.units.Now()->FindByKey("huyen-380")) Staff("district", district->id);
        dossier_ = office_.ADossier(process);
    }

    std::string Tell() {
        dossier_ = office_.Reread(dossier_.code);
        return Moved() + Work() + Readers() + Notices() + Entries();
    }

    std::string Do(const Line& line) {
        if (line.who == "night") {
            KeepWithUnits(office_.platform);
            return Tell();
        }
        Act act{.code = dossier_.code,
                .event = line.event,
                .expected_version = dossier_.version,
                .reason = line.reason,
                .asked = AskedBy(line),
                .asked_days = 2};
        if (!line.to.empty()) act.assignee = people_.at(line.to).account.id;
        if (line.event == "extend" || line.event == "appoint_anew")
            act.until = office_.platform.calendar.Now()->NthWorkingDayAfter(dossier_.due.LocalDate(), 2);
        if (line.event == "submit_for_signature") act.result_text = "Đồng ý";
        const auto actor = line.who == "citizen" ? office_.as_citizen : Actor::Of(people_.at(line.who));
        const auto done = line.event == "assign" ? AssignDossier(office_.platform, people_.at(line.who), dossier_.code,
                                                                 act.assignee, dossier_.version)
                                                 : office_.Do(actor, act);
        if (!done) return fmt::format("  refused {}\n", done.error().code);
        dossier_ = *done;
        return Tell();
    }

    Office& office() { return office_; }

  private:
    void Staff(const std::string& place, UnitId unit) {
        for (const auto* role : {"clerk", "specialist", "leader"})
            people_.emplace(place + "." + role, office_.Appoint(place + "." + role, unit, role));
    }

    std::vector<UnitId> AskedBy(const Line& line) {
        std::vector<UnitId> units;
        for (const auto& place : line.asked) units.push_back(people_.at(place + ".specialist").unit());
        return units;
    }

    std::string NameOf(UnitId unit) { return unit ? office_.units.Now()->Find(unit)->key : "–"; }
    static std::string TimeOf(Instant at) { return at == kNever ? "–" : at.Local(); }

    std::string Person(AccountId account) {
        for (const auto& [name, officer] : people_)
            if (officer.account.id == account) return name;
        return account ? "?" : "–";
    }

    std::string Moved() {
        const auto& d = dossier_;
        return fmt::format("  {} at {} · {} · {} · due {} · step {}{}{}{}\n", d.state, NameOf(d.holder),
                           d.holder_role.empty() ? "–" : d.holder_role, Person(d.assignee), TimeOf(d.due), TimeOf(d.step_due),
                           d.result_number.empty() ? "" : " · result " + d.result_number,
                           d.register_number == 0 ? "" : fmt::format(" · register {}", d.register_number),
                           d.closed ? " · closed" : "");
    }

    std::string Work() {
        static constexpr storage::Statement kWork{"test.work", R"(
            SELECT slot, unit_id, capability, assignee_id, waiting, fresh, state_vi, due_at, step_due_at
              FROM work_item WHERE case_id = $case ORDER BY slot, unit_id, due_at)"};
        std::string text;
        office_.database->Read([&](storage::Transaction& tx) {
            return tx.Select(kWork, {{"case", dossier_.id.value}}, [&](storage::Row& row) {
                auto slot = row.Next<std::string>();
                slot.erase(std::min(slot.find('-'), slot.size()));  // the number of an opinion is another each time
                const auto unit = row.Next<UnitId>();
                const auto capability = row.Next<std::string>();
                const auto assignee = row.Next<AccountId>();
                const bool waiting = row.Next<bool>(), fresh = row.Next<bool>();
                const auto state = row.Next<std::string>();
                const auto due = row.Next<Instant>(), step = row.Next<Instant>();
                text += fmt::format("  work {} “{}”: {} {} · {}{}{} · due {} · step {}\n", slot, state, NameOf(unit), capability,
                                    Person(assignee), waiting ? " · waiting" : "", fresh ? " · fresh" : "", TimeOf(due),
                                    TimeOf(step));
                return 0;
            });
        });
        return text;
    }

    std::string Readers() {
        std::vector<std::string> names;
        for (const auto unit :
             office_.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Readers(dossier_.id); }))
            names.push_back(NameOf(unit));
        std::ranges::sort(names);
        std::string text = "  readers";
        for (const auto& name : names) text += " " + name;
        return text + "\n";
    }

    std::string Notices() {
        const auto all = office_.database->Read(
            [&](storage::Transaction& tx) { return notices::Notices::NoticesOf(tx, office_.citizen.id, 100); });
        std::string text;
        for (auto notice = all.rbegin() + static_cast<std::ptrdiff_t>(told_); notice != all.rend(); ++notice)
            text += "  tells " + notice->sentence.In(Language::vietnamese) + "\n";
        told_ = all.size();
        return text;
    }

    // What an entry says that the one before did not. Of a digest, that there is one: what it binds has names and salts that are
    // others each time.
    std::string Entries() {
        static constexpr storage::Statement kEntries{"test.entries", "SELECT content FROM ledger_entry ORDER BY id"};
        const auto contents = office_.database->Read([&](storage::Transaction& tx) {
            return tx.Select(kEntries, {}, [](storage::Row& row) { return row.Next<std::string>(); });
        });
        std::string text;
        for (; entered_ < contents.size(); ++entered_) {
            auto lines = ledger::LinesIn(contents[entered_]);
            std::erase_if(lines, [](const auto& line) { return line.second.empty() || line.second == "-"; });
            text += "  ledger";
            for (auto& [key, value] : lines) {
                if (key.ends_with("sha256")) value = "#";
                const auto before = said_.find(key);
                if (before == said_.end() || before->second != value) text += fmt::format(" {}={}", key, value);
            }
            for (const auto& [key, value] : said_)
                if (!lines.contains(key)) text += fmt::format(" {} gone", key);
            text += "\n";
            said_ = std::move(lines);
        }
        return text;
    }

    Office office_;
    Dossier dossier_;
    std::map<std::string, identity::Officer> people_;
    std::size_t told_ = 0, entered_ = 0;
    std::map<std::string, std::string, std::less<>> said_;  // by the entry before
};

class Lives : public ::testing::TestWithParam<std::tuple<storage::Engine, const char*>> {};

}  // namespace

TEST_P(Lives, go_as_they_are_written) {
    const auto [engine, process] = GetParam();
    const auto path = InSource("/src/modules/one_stop/testing/lives/") + process + ".life";
    const auto wanted = ReadFile(path);
    ASSERT_TRUE(wanted) << path;
    testing::Opening opening;
    if (std::string_view(process) == "commune_district_province") opening = {"2025-06-16 08:00", "xa-14767-2023"};
    std::string told;
    std::unique_ptr<Life> life;
    std::istringstream lines(*wanted);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(' ')) continue;
        told += line + "\n";
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with("life ")) {
            life = std::make_unique<Life>(engine, opening, process);
            told += life->Tell();
        } else if (line.starts_with("at ")) {
            life->office().At(line.substr(3));
        } else {
            told += life->Do(ParseLine(line));
        }
    }
    if (std::getenv("DONGSON_WRITE_LIVES") != nullptr) {
        std::ofstream(path) << told;
        return;
    }
    EXPECT_EQ(told, *wanted) << path;
}

INSTANTIATE_TEST_SUITE_P(
    Both, Lives,
    ::testing::Combine(storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres),
                       ::testing::Values("specialist_leader", "opinion", "fee_before", "counter", "commune_province",
                                         "commune_district_province", "inspection", "parallel_opinions", "appraisal_council",
                                         "two_supplements", "fee_after", "public_posting", "posting_and_payment", "complaint")));

}  // namespace dongson::one_stop
