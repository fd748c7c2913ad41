#include "modules/one_stop/domain/dossier_kind.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

// The smallest process of dossiers that is sound; each broken one below differs in one place.
constexpr std::string_view kSound = R"(key: tiny
kind: one_stop.dossier
name: {vi: "Nhỏ", en: "Tiny"}
states:
  submitted: {words: {vi: "Chờ", en: "Waiting"}, status: 1, seat: intake, role: clerk, initial: true}
  working: {words: {vi: "Đang làm", en: "Working"}, status: 4, seat: competent, role: specialist, share: 80}
  returned: {words: {vi: "Xong", en: "Done"}, status: 10, final: true}
events:
  - {key: accept, label: {vi: "Nhận", en: "Accept"}, from: submitted, to: working, clock: start}
  - {key: finish, label: {vi: "Xong", en: "Finish"}, from: working, to: returned, clock: stop}
)";

struct Broken {
    std::string_view name, from, to;
};

// Each names the fault that must be found.
constexpr Broken kBroken[] = {
    {"PROCESS_STATUS", "status: 10, final", "status: 12, final"},
    {"PROCESS_CLOCK_NEVER_STARTS", "to: working, clock: start", "to: working"},
    {"PROCESS_DISTRICT_ERA", "seat: competent", "seat: district"},
    {"PROCESS_NO_HEIR", "seat: competent", "seat: district"},
    {"PROCESS_HEIR_OF_NOTHING", "seat: competent", "seat: competent, heir: intake"},
    {"PROCESS_NAME", "returned", "handed_out"},
    {"PROCESS_NAME", "to: returned, clock: stop}", "to: returned, clock: stop, effects: [number_result]}"},
    {"PROCESS_NAME", "to: returned, clock: stop}", "to: returned, clock: stop, effects: [hand_over]}"},
    {"PROCESS_NAME", "key: finish", "key: sign"},
    {"PROCESS_FEE_UNSAID", "clock: stop", "clock: stop, guards: [fee_paid]"},
    {"PROCESS_FEE_UNSAID", "clock: stop", "clock: stop, effects: [hand_over]"},
    {"PROCESS_NAME", "status: 10, final", "status: 7, final"},
};

std::vector<workflow::LintFault> LintOf(std::string_view yaml) {
    DefinitionErrors errors;
    const auto process = workflow::ParseProcess("tiny.yaml", yaml, {}, DossierKind().words(), errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    return workflow::Lint(process, DossierKind());
}

}  // namespace

TEST(DossierProcesses, are_sound_or_told_what_they_lack) {
    EXPECT_TRUE(LintOf(kSound).empty());
    for (const auto& broken : kBroken) {
        ASSERT_NE(kSound.find(broken.from), std::string_view::npos) << broken.name;
        const auto faults = LintOf(ReplaceAll(std::string(kSound), broken.from, broken.to));
        EXPECT_TRUE(std::ranges::any_of(faults, [&](const auto& fault) { return fault.name == broken.name; }))
            << broken.name << " was not found among " << faults.size();
    }
}

TEST(DossierProcesses, shipped_ones_are_sound_and_enough) {
    EXPECT_GE(Processes().size(), 12U);
    EXPECT_FALSE(Processes().at("commune_district_province").AppliesOn(Date::Of(2025, 7, 1)));
    EXPECT_TRUE(Processes().at("commune_province").AppliesOn(Date::Of(2025, 7, 1)));
}

// Everything a process says, without where its text says it.
static std::string Told(const workflow::Process& process) {
    std::string told = process.key + " " + process.name.vi + "\n";
    for (const auto& [key, state] : process.states)
        told += key + " " + state.words.en + " " + state.citizen.vi + " " + state.seat + " " + state.heir + " " + state.role +
                " " + std::to_string(state.status) + " " + std::to_string(state.share) + (state.final ? " final" : "") +
                (state.initial ? " initial" : "") + "\n";
    for (const auto& event : process.events)
        told += event.key + " " + event.label.en + " " + event.citizen.vi + " " + Join(event.from, ",") + " " + event.to + " " +
                event.role + " " + Join(event.effects, ",") + " " + Join(event.guards, ",") + " " +
                std::to_string(static_cast<int>(event.clock)) + (event.reason ? " reason" : "") +
                (event.applicant_reads ? " read" : "") + " " + std::to_string(event.limit) + " " + event.form + " " +
                std::to_string(event.wait_days) + " " + std::to_string(event.reach_days) + (event.primary ? " primary" : "") +
                "\n";
    return told;
}

// An edition is a whole text: what a release changes in a shared part changes no edition that was entered before.
TEST(DossierProcesses, say_the_same_with_their_parts_put_in) {
    const auto texts = workflow::ShippedTexts(DossierKind());
    EXPECT_EQ(texts.size(), Processes().size());
    for (const auto& [key, process] : Processes()) {
        DefinitionErrors errors;
        const auto whole = workflow::ParseProcess(key, texts.at(key), {}, DossierKind().words(), errors);
        EXPECT_TRUE(errors.empty()) << key << ": " << errors.Text();
        EXPECT_EQ(Told(whole), Told(process)) << texts.at(key);
        EXPECT_TRUE(workflow::Lint(whole, DossierKind()).empty()) << key;
    }
}

}  // namespace dongson::one_stop
