// A small office for tests: a commune, two departments, people in their posts, a citizen and a stranger, a procedure of each of
// five processes.
#pragma once

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/take_at_counter.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"

#define EXPECT_REFUSED(result, wanted) EXPECT_EQ((result).has_value() ? std::string("done") : (result).error().code, wanted)

namespace dongson::one_stop::testing {

// Somebody with a new application, whatever else of theirs is open.
inline WalkIn AWalkInFor(Procedure procedure) {
    return {.procedure = std::move(procedure),
            .person = {.account = {},
                       .kind = identity::AccountKind::citizen,
                       .name = "Lê Thị Hoa",
                       .number = "038190001234",
                       .address = "Phường Hạc Thành",
                       .phone = "0912345678",
                       .email = ""},
            .answers = {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}},
            .competent = {},
            .papers = {},
            .despite_alike = true};
}

// When and where the office opens its doors.
struct Opening {
    std::string_view at = "2026-11-16 08:00", commune = "xa-14797-2025";
};

class Office : public dongson::testing::BareHouse {
  public:
    explicit Office(storage::Engine engine, Opening opening = {});

    Office& At(std::string_view local) {
        clock.Set(Instant::Parse(local).value());
        return *this;
    }
    // A dossier the citizen has just submitted.
    Dossier ADossier(const std::string& process = "specialist_leader");
    // Handed in beside something, and none of the listed papers.
    NewPaper AFile(const std::string& words);
    Result<Dossier> Do(const Actor& actor, const Dossier& dossier, std::string event, std::string reason = "");
    Result<Dossier> Do(const Actor& actor, Act act);
    Dossier Reread(const std::string& code);
    std::vector<Happening> Happenings(const Dossier& dossier);
    int InboxCount(const identity::Officer& officer, workflow::InboxView view);
    // One more at work.
    identity::Officer Appoint(const std::string& login, UnitId unit, identity::Role role);

    UnitId commune, department, other_department;
    identity::Account citizen, stranger;
    identity::Officer clerk, specialist, leader, second_specialist, asked;
    Actor as_citizen, as_stranger, as_clerk, as_specialist, as_leader, as_second_specialist, as_asked;
};

}  // namespace dongson::one_stop::testing
