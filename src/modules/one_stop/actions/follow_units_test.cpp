// 1 July 2025: the districts end and 547 communes become 166. Whatever was under way goes on.
#include "modules/one_stop/actions/keep_work.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/lint_dossiers.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/form_definition.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/definitions/definitions.h"
#include "platform/identity/posts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using identity::Role;
using storage::testing::Postgres;
using storage::testing::Sqlite;
using workflow::Event;
using workflow::Process;

namespace {

constexpr char kBefore[] = "2025-06-23 08:00", kAfter[] = "2025-07-01 08:00";

Procedure OfProcess(const std::string& process, int number) {
    Procedure procedure;
    procedure.code = "9." + std::to_string(200000 + number);
    procedure.name = "Thủ tục " + process;
    procedure.domain = "Hộ tịch";
    procedure.process = process;
    procedure.department = "so-tu-phap";
    procedure.level = organisation::Level::commune;
    procedure.published = true;
    procedure.valid_from = Date::Of(2023, 1, 1);
    procedure.methods = {{Channel::online, calendar::Duration{30, calendar::DurationUnit::working_days},
                          Processes().at(process).Find("awaiting_fee") == nullptr ? 0 : 20000, "", "", ""}};
    return procedure;
}

// The events that lead from the start to a state, the shortest way.
std::vector<const Event*> WayTo(const Process& process, const std::string& goal) {
    std::map<std::string, std::vector<const Event*>> ways{{process.Initial().key, {}}};
    std::deque<std::string> front{process.Initial().key};
    while (!front.empty() && !ways.contains(goal)) {
        const auto from = front.front();
        front.pop_front();
        for (const auto* event : process.EventsFrom(from)) {
            if (event->to == "back" || event->to == "same" || ways.contains(event->to)) continue;
            if (std::ranges::find(event->guards, "no_fee_due") != event->guards.end()) continue;
            ways[event->to] = ways[from];
            ways[event->to].push_back(event);
            front.push_back(event->to);
        }
    }
    return ways.at(goal);
}

class Reform : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Reform() : house_(GetParam(), Instant::Parse(kBefore).value()) {
        definitions::Definitions(*house_.database, house_.clock, FormDefinition()).EnterShipped();
        const auto units = house_.units.Now();
        commune_ = units->FindByKey("xa-14767-2023")->id;  // phường Điện Biên, since July part of Hạc Thành
        for (const auto unit : {commune_, units->FindByKey("huyen-380")->id, units->FindByKey("so-tu-phap")->id,
                                units->FindByKey("so-xay-dung")->id})
            for (const auto role : {"clerk", "specialist", "leader"}) Appoint(unit, role);
        citizen_ = {.id = Fresh<AccountTag>(), .login = "038190001234", .name = "Lê Thị Hoa", .person_number = "038190001234"};
        house_.database->MustWrite([&](storage::Transaction& tx) {
            identity::AccountStore(tx).Insert(citizen_);
            std::vector<Procedure> procedures;
            for (const auto& [key, process] : Processes())
                procedures.push_back(OfProcess(key, static_cast<int>(procedures.size())));
            ProcedureStore(tx).Import(procedures);
        });
    }

    void Appoint(UnitId unit, Role role) {
        const auto name = "cb" + std::to_string(appointed_.size());
        identity::Officer officer{
            {.id = Fresh<AccountTag>(), .kind = identity::AccountKind::officer, .login = name, .name = "Cán bộ " + name},
            {{unit, role, "Chức vụ"}}};
        house_.database->MustWrite([&](storage::Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
        appointed_.push_back(std::move(officer));
    }

    // As they are at work on the day of the clock.
    std::vector<identity::Officer> Officers() {
        auto officers = appointed_;
        for (auto& officer : officers) officer.appointments = identity::PostsToday(house_.platform, officer.appointments);
        return officers;
    }

    Dossier ADossierOf(const std::string& process) {
        NewDossier wanted;
        house_.database->Read([&](storage::Transaction& tx) {
            for (const auto& row : ProcedureStore(tx).All())
                if (auto found = ProcedureStore(tx).Get(row.id); found->process == process) wanted.procedure = *found;
            return true;
        });
        wanted.person = {.account = citizen_.id, .name = citizen_.name, .number = citizen_.person_number};
        wanted.intake = commune_;
        return house_.database
            ->InTransaction([&](storage::Transaction& tx) -> Result<Dossier> {
                return OpenDossier(house_.platform, tx, wanted, Actor::Of(citizen_), house_.clock.Now());
            })
            .value();
    }

    // Whoever may does it; nothing when nobody may.
    std::optional<Dossier> Do(const Dossier& dossier, const Event& event) {
        const auto officers = Officers();
        std::vector<Actor> actors{Actor::Of(citizen_)};
        for (const auto& officer : officers) actors.push_back(Actor::Of(officer));
        for (const auto& actor : actors) {
            Act act{.code = dossier.code,
                    .event = event.key,
                    .expected_version = dossier.version,
                    .reason = "Có lý do đầy đủ",
                    .asked = {house_.units.Now()->FindByKey("so-xay-dung")->id},
                    .result_text = "Đồng ý",
                    .payment = {.method = "tien-mat", .payer = "", .reference = "", .kind = "phi"}};
            if (auto done = ActOnDossier(house_.platform, actor, act)) return *done;
        }
        return std::nullopt;
    }

    // By the unit that was asked; as it is where none was.
    Dossier Answered(const Dossier& dossier) {
        for (const auto* event : ProcessOf(dossier).EventsFrom(dossier.state))
            if (event->role == "asked")
                if (const auto done = Do(dossier, *event)) return *done;
        return dossier;
    }

    // One in every state that is not over, of every process in force on the last day of the districts.
    std::vector<Dossier> OneInEachState() {
        std::vector<Dossier> dossiers;
        for (const auto& [key, process] : Processes()) {
            if (!process.AppliesOn(Date::Of(2025, 6, 30))) continue;
            for (const auto& [name, state] : process.states) {
                if (state.final) continue;
                auto dossier = ADossierOf(key);
                for (const auto* event : WayTo(process, name)) {
                    auto moved = Do(dossier, *event);
                    if (!moved) moved = Do(Answered(dossier), *event);
                    EXPECT_TRUE(moved) << key << ": " << event->key;
                    if (moved) dossier = *moved;
                }
                EXPECT_EQ(dossier.state, name);
                dossiers.push_back(dossier);
            }
        }
        return dossiers;
    }

    // Units and roles of those who find it in their inbox.
    std::set<std::pair<UnitId, Role>> FoundBy(const std::string& code) {
        std::set<std::pair<UnitId, Role>> found;
        for (const auto& officer : Officers()) {
            const auto inbox = house_.database->Read([&](storage::Transaction& tx) {
                return workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, house_.clock.Now());
            });
            if (std::ranges::find(inbox.items, code, &workflow::InboxItem::reference) != inbox.items.end())
                found.emplace(officer.unit(), officer.appointments.front().role);
        }
        return found;
    }

    Dossier Reread(const std::string& code) {
        return house_.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Get(code).value(); });
    }

    // The expected steps to the end, by those whose posts there are.
    void ExpectFinished(Dossier dossier) {
        const auto& process = ProcessOf(dossier);
        for (int step = 0; step < 12 && !dossier.closed; ++step) {
            std::optional<Dossier> moved;
            for (const auto* event : process.EventsFrom(dossier.state))
                if (event->primary && !moved) moved = Do(dossier, *event);
            ASSERT_TRUE(moved) << process.key << " stands still in " << dossier.state;
            dossier = *moved;
        }
        EXPECT_TRUE(dossier.closed) << process.key << " " << dossier.state;
    }

    dongson::testing::BareHouse house_;
    UnitId commune_;
    identity::Account citizen_;
    std::vector<identity::Officer> appointed_;
};

}  // namespace

TEST_P(Reform, no_dossier_is_stranded_in_any_state_of_any_process) {
    const auto dossiers = OneInEachState();
    ASSERT_GE(dossiers.size(), 30U);
    house_.clock.Set(Instant::Parse(kAfter).value());
    const auto units = house_.units.Now();
    const auto heir = units->FindByKey("xa-14797-2025")->id;  // phường Hạc Thành
    KeepWithUnits(house_.platform);
    for (const auto& dossier : dossiers) {
        SCOPED_TRACE(dossier.process + " " + dossier.state);
        const auto found = FoundBy(dossier.code);
        EXPECT_FALSE(found.empty()) << "in nobody's inbox";
        for (const auto& [unit, role] : found) EXPECT_TRUE(units->Find(unit)->ExistsOn(house_.clock.Now().LocalDate()));
        const auto now = Reread(dossier.code);
        const auto department = units->FindByKey("so-tu-phap")->id;
        EXPECT_EQ(now.holder, ProcessOf(now).Find(now.state)->seat == "department" ? department : heir);
        ExpectFinished(now);
    }
}

TEST_P(Reform, a_dossier_that_nobody_looked_for_moves_with_the_act) {
    const auto dossiers = OneInEachState();
    house_.clock.Set(Instant::Parse(kAfter).value());
    for (const auto& dossier : dossiers) ExpectFinished(Reread(dossier.code));
}

TEST_P(Reform, the_move_is_written_down_told_and_made_once) {
    auto dossier = ADossierOf("commune_district_province");
    for (const auto* event : WayTo(ProcessOf(dossier), "district_examining")) dossier = Do(dossier, *event).value();
    ASSERT_EQ(house_.units.Now()->Find(dossier.holder)->key, "huyen-380");
    const auto unread = [&] {
        return house_.database->Read([&](storage::Transaction& tx) { return notices::Notices::Unread(tx, citizen_.id); });
    };
    const auto told = unread();
    house_.clock.Set(Instant::Parse(kAfter).value());
    EXPECT_EQ(KeepWithUnits(house_.platform), 1);
    EXPECT_EQ(KeepWithUnits(house_.platform), 0);
    EXPECT_EQ(unread(), told + 1);  // whatever happens to a person's dossier, the person hears of it
    const auto happened =
        house_.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
    EXPECT_EQ(happened.back().event, "follow_units");
    EXPECT_GT(happened.back().ledger, 0);
}

TEST_P(Reform, posts_go_with_the_work_and_end_with_the_districts) {
    house_.clock.Set(Instant::Parse(kAfter).value());
    const auto units = house_.units.Now();
    for (const auto& officer : Officers()) {
        const auto& before = std::ranges::find(appointed_, officer.account.id, [](const auto& each) {
                                 return each.account.id;
                             })->appointments.front();
        if (units->Find(before.unit)->level == organisation::Level::district)
            EXPECT_TRUE(officer.appointments.empty());
        else
            EXPECT_TRUE(officer.WorksIn(before.unit)) << "what the unit held is still theirs";
    }
    EXPECT_TRUE(Officers()[0].WorksIn(units->FindByKey("xa-14797-2025")->id));
}

TEST_P(Reform, a_draft_for_an_ended_commune_is_handed_in_at_its_successor) {
    house_.clock.Set(Instant::Parse(kAfter).value());
    const auto dossier = ADossierOf("specialist_leader");
    const auto* heir = house_.units.Now()->FindByKey("xa-14797-2025");
    EXPECT_EQ(dossier.intake, heir->id);
    EXPECT_EQ(dossier.competent, heir->id);
    EXPECT_TRUE(dossier.code.starts_with(heir->org_code + "-")) << dossier.code;
}

TEST_P(Reform, lint_proves_it_for_every_coming_day) {
    OneInEachState();
    const auto lint = [&] {
        return house_.database->Read([&](storage::Transaction& tx) {
            return LintDossiers(tx, *house_.units.Now(), *house_.platform.calendar.Now(), house_.clock.Now().LocalDate());
        });
    };
    const auto sound = lint();
    EXPECT_GE(sound.dossiers, 30);
    EXPECT_EQ(sound.days.back(), Date::Of(2025, 7, 1));
    for (const auto& fault : sound.faults) ADD_FAILURE() << fault.name << ": " << fault.what;

    const auto lost = ADossierOf("specialist_leader");
    house_.database->MustWrite(
        [&](storage::Transaction& tx) { workflow::InboxStore(tx).Remove("one_stop", lost.id.value, "main"); });
    EXPECT_EQ(lint().faults.at(0).name, "DOSSIER_NOT_IN_INBOX");
    EXPECT_EQ(lint().faults.at(1).name, "DOSSIER_WORK_DIFFERS");
}

TEST_P(Reform, lint_names_work_that_nobody_will_have_the_post_for) {
    // A commune whose successor, Hàm Rồng, has no officer: its own clerk goes to Hạc Thành with no one.
    commune_ = house_.units.Now()->FindByKey("xa-14758-2023")->id;
    ADossierOf("specialist_leader");
    const auto faults =
        house_.database
            ->Read([&](storage::Transaction& tx) {
                return LintDossiers(tx, *house_.units.Now(), *house_.platform.calendar.Now(), house_.clock.Now().LocalDate());
            })
            .faults;
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.back().name, "DOSSIER_UNSTAFFED");
    EXPECT_TRUE(faults.back().what.starts_with("on 2025-07-01: ")) << faults.back().what;
}

INSTANTIATE_TEST_SUITE_P(Both, Reform, storage::testing::Values(Sqlite, Postgres));

}  // namespace dongson::one_stop
