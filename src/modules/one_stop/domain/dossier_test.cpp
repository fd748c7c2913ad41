#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/dossier_kind.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

namespace {

// Until the fee is said and paid the result leaves the house by no door (decision 0023).
TEST(Dossiers, a_result_is_handed_out_once_its_fee_is_said_and_paid) {
    struct Case {
        std::int64_t fee;
        bool finished, paid, handed_out;
    };
    for (const auto& [fee, finished, paid, handed_out] :
         {Case{0, true, false, true}, Case{20000, true, true, true}, Case{20000, true, false, false},
          Case{kFeeUnknown, true, false, false}, Case{kFeeUnknown, true, true, false}, Case{0, false, false, false}}) {
        Dossier dossier;
        dossier.fee = fee;
        if (finished) dossier.finished = Instant{1};
        if (paid) dossier.fee_paid = Instant{2};
        EXPECT_EQ(dossier.MayHandOver(), handed_out) << fee << finished << paid;
    }
    Dossier unknown;
    unknown.fee = kFeeUnknown;
    EXPECT_EQ(ResultHeldBack(unknown).code, "ONE_STOP_FEE_UNKNOWN");
    EXPECT_EQ(ResultHeldBack(unknown).sentence.Now().find("-1"), std::string::npos);
}

TEST(Dossiers, a_result_by_post_needs_an_address) {
    EXPECT_TRUE(CheckDelivery(Delivery::counter, "").empty());
    EXPECT_TRUE(CheckDelivery(Delivery::post, "Thôn 3, xã Đông Sơn").empty());
    EXPECT_EQ(CheckDelivery(Delivery::post, "Đông Sơn").at(0).field, kDeliveryAddressField);
    EXPECT_EQ(CheckDelivery(std::nullopt, "").at(0).field, kDeliveryField);
}

// A definition may lose a state while dossiers stand in it: they are shown, and nobody can do anything with them.
TEST(Dossiers, stand_in_a_state_that_is_gone_without_harm) {
    const auto& process = Processes().begin()->second;
    EXPECT_TRUE(process.At("invented").IsNobodys());
    EXPECT_FALSE(process.At("invented").words.vi.empty());
    Dossier dossier;
    dossier.process = process.key;
    dossier.state = "invented";
    EXPECT_TRUE(workflow::AllowedEvents({DossierKind(), process, dossier}, Actor{}, {}).empty());
}

}  // namespace

// In which unit's name it is done.
static std::optional<UnitId> UnitOf(const Dossier& dossier, const workflow::Process& process, const workflow::Event& event,
                                    const Actor& actor, const Circumstances& now) {
    return workflow::ActsFor({DossierKind(), process, dossier}, event, actor, now).transform([](const workflow::Acted& acted) {
        return acted.unit;
    });
}

// An officer of two communes acts for the one that has the dossier, whichever post comes first.
TEST(Acting, is_in_the_name_of_the_unit_whose_post_the_act_asks_for) {
    using identity::Role;
    const auto& process = Processes().at("specialist_leader");
    constexpr UnitId first{1}, second{2}, elsewhere{3};
    const identity::Officer officer{{.id = AccountId{9}, .kind = identity::AccountKind::officer},
                                    {{first, "clerk", ""}, {second, "clerk", ""}, {second, "leader", ""}}};
    const auto actor = Actor::Of(officer);
    EXPECT_EQ(actor.unit, first);
    Dossier dossier;
    dossier.process = process.key;
    dossier.state = process.Initial().key;
    const auto& refuse = *process.FindEvent("refuse");
    for (const auto unit : {first, second})
        EXPECT_EQ(UnitOf(dossier, process, refuse, actor, {.holder_today = unit, .counter_today = unit}), unit);
    EXPECT_EQ(UnitOf(dossier, process, refuse, actor, {.holder_today = elsewhere, .counter_today = elsewhere}), std::nullopt);
    // What is the applicant's to do a clerk enters at the counter that took it, wherever the dossier lies.
    const auto& withdraw = *process.FindEvent("withdraw");
    EXPECT_EQ(UnitOf(dossier, process, withdraw, actor, {.holder_today = elsewhere, .counter_today = second}), second);
    const Actor applicant{AccountId{5}, "An", {}, nullptr};
    dossier.person.account = applicant.id;
    EXPECT_EQ(UnitOf(dossier, process, withdraw, applicant, {.holder_today = elsewhere, .counter_today = second}), UnitId{});
}

// A specialist of another unit is nobody here, whatever brings them to the dossier.
TEST(HeldBackResults, are_read_by_those_who_made_them) {
    using identity::Role;
    constexpr UnitId competent{1}, intake{2}, elsewhere{3};
    Dossier dossier;
    dossier.competent = competent;
    dossier.holder = intake;
    dossier.finished = Instant{1};
    dossier.fee = 100'000;
    const auto sees = [&](std::vector<identity::Appointment> posts) { return MaySeeResult({{}, std::move(posts)}, dossier); };
    EXPECT_TRUE(sees({{competent, "specialist", ""}}));
    EXPECT_TRUE(sees({{competent, "leader", ""}}));
    EXPECT_FALSE(sees({{intake, "clerk", ""}}));
    EXPECT_FALSE(sees({{intake, "clerk", ""}, {elsewhere, "specialist", ""}}));
    dossier.fee_paid = Instant{2};
    EXPECT_TRUE(sees({{intake, "clerk", ""}}));
}

TEST(Extensions, are_told_from_what_happened_in_the_same_moment) {
    Dossier dossier;
    dossier.process = "counter";
    const auto at = Instant::Parse("2026-11-16 09:00").value();
    ASSERT_TRUE(dossier.clock.Start(at));
    // Of a node whose clock is behind: the clock moved them forward.
    ASSERT_TRUE(dossier.clock.Extend(at + -kMinute, Date::Of(2026, 11, 18), ""));
    ASSERT_TRUE(dossier.clock.Extend(at + -kMinute, Date::Of(2026, 11, 20), ""));
    const auto happened = [&](std::int64_t id, std::string event, Instant when) {
        return Happening{.id = id, .at = when, .event = std::move(event), .label = {}, .from = "", .to = ""};
    };
    const std::vector<Happening> happenings{happened(1, "accept", at), happened(2, "follow_units", at),
                                            happened(3, "appoint_anew", at + -kMinute), happened(4, "follow_units", at),
                                            happened(5, "appoint_anew", at + -kMinute)};
    EXPECT_FALSE(ExtendedTo(dossier, happenings, happenings[0]));
    EXPECT_FALSE(ExtendedTo(dossier, happenings, happenings[1]));
    EXPECT_EQ(ExtendedTo(dossier, happenings, happenings[2]), Date::Of(2026, 11, 18));
    EXPECT_FALSE(ExtendedTo(dossier, happenings, happenings[3]));
    EXPECT_EQ(ExtendedTo(dossier, happenings, happenings[4]), Date::Of(2026, 11, 20));
}

}  // namespace dongson::one_stop
