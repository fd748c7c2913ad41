#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "platform/workflow/kind.h"

namespace dongson::workflow {

namespace {

// The smallest process that is sound; each broken one below differs in one place.
constexpr std::string_view kSound = R"(key: tiny
kind: test.errand
name: {vi: "Nhỏ", en: "Tiny"}
states:
  submitted: {words: {vi: "Chờ", en: "Waiting"}, status: 1, seat: intake, role: clerk, initial: true}
  working: {words: {vi: "Đang làm", en: "Working"}, status: 4, seat: competent, role: specialist, share: 80}
  waiting: {words: {vi: "Chờ bổ sung", en: "Waiting"}, status: 5, seat: applicant}
  returned: {words: {vi: "Xong", en: "Done"}, status: 10, final: true}
events:
  - {key: accept, label: {vi: "Nhận", en: "Accept"}, from: submitted, to: working, clock: start}
  - {key: ask, label: {vi: "Hỏi", en: "Ask"}, from: working, to: waiting, clock: pause, reason: true, limit: 1}
  - {key: supply, label: {vi: "Bổ sung", en: "Supply"}, from: waiting, to: back, role: applicant, clock: resume, applicant_reads: true}
  - {key: finish, label: {vi: "Xong", en: "Finish"}, from: working, to: returned, clock: stop}
)";

// The smallest kind of case: two seats, three roles, one effect, and a word of its own that no event may have.
struct Errand : Case {};
constexpr identity::Capability kCarry{"test.carry"};

const CaseKind& ErrandKind() {
    static const auto kind = [] {
        KindOf<Errand> made("test.errand", "TEST", {"Việc", "Errand"});
        const auto nowhere = [](const Errand&, const organisation::Units&, Date) { return UnitId{}; };
        made.Role("clerk", kCarry).Role("specialist", kCarry).Role("leader", kCarry);
        made.Seat("intake", nowhere).Seat("competent", nowhere).Effect("assign");
        made.Proofs([](const Process& process, std::vector<LintFault>& faults) {
            if (process.FindEvent("forbidden") != nullptr) faults.push_back({"PROCESS_TINY", {"forbidden", {}}, 1});
        });
        return made;
    }();
    return kind;
}

struct Broken {
    std::string_view name, from, to;
};

// Each names the fault that must be found.
constexpr Broken kBroken[] = {
    {"PROCESS_UNREACHABLE_STATE", "events:",
     "  lost: {words: {vi: \"Lạc\", en: \"Lost\"}, status: 4, seat: competent, role: leader}\nevents:\n  - {key: find, label: "
     "{vi: \"Tìm\", en: \"Find\"}, from: lost, to: returned}"},
    {"PROCESS_DEAD_END", "to: returned, clock: stop}",
     "to: working, limit: 1}\n  - {key: skip, label: {vi: \"Bỏ\", en: \"Skip\"}, from: submitted, to: returned}"},
    {"PROCESS_UNSTAFFED", "seat: competent, role: specialist", "seat: competent, role: magician"},
    {"PROCESS_STEPS_TOO_LONG", "role: clerk, initial: true", "role: clerk, initial: true, share: 30"},
    {"PROCESS_NUMBER", "role: specialist, share: 80", "role: specialist, share: 900"},
    {"PROCESS_UNBOUNDED_LOOP", "reason: true, limit: 1", "reason: true"},
    {"PROCESS_NO_WORDS", "words: {vi: \"Đang làm\", en: \"Working\"}", "words: {vi: \"Đang làm\", en: \"\"}"},
    {"PROCESS_NUMBER", "role: specialist, share: 80", "role: specialist, share: -5"},
    {"PROCESS_NUMBER", "reason: true, limit: 1", "reason: true, limit: -1"},
    {"PROCESS_ONE_START", "role: clerk, initial: true", "role: clerk"},
    {"PROCESS_UNKNOWN_STATE", "from: submitted, to: working", "from: submitted, to: nowhere"},
    {"PROCESS_CLOCK_NEVER_RESUMES", "role: applicant, clock: resume", "role: applicant"},
    {"PROCESS_PAUSE_WITHOUT_REASON", "clock: pause, reason: true", "clock: pause"},
    {"PROCESS_LEAVES_END", "from: working, to: returned, clock: stop}",
     "from: working, to: returned, clock: stop}\n  - {key: reopen, label: {vi: \"Mở\", en: \"Open\"}, from: returned, to: working, "
     "limit: 1}"},
    {"PROCESS_REOPENS", "from: working, to: returned, clock: stop}",
     "from: working, to: returned, clock: stop}\n  - {key: reopen, label: {vi: \"Mở\", en: \"Open\"}, from: returned, to: working, "
     "reopens: true, limit: 1}"},
    {"PROCESS_REOPENS", "from: working, to: returned, clock: stop}",
     "from: [working], to: returned, reopens: true, reason: true, limit: 1, clock: stop}"},
    {"PROCESS_UNREAD_PAPER", "clock: pause, reason: true", "clock: pause, reason: true, form: \"02\""},
    {"PROCESS_UNREAD_PAPER", "clock: resume, applicant_reads: true", "clock: resume"},
    {"PROCESS_EVENT_TWICE", "{key: ask,", "{key: accept,"},
    {"PROCESS_NAME", "key: finish", "key: assign"},
    {"PROCESS_TINY", "key: finish", "key: forbidden"},
};

Process Parse(std::string_view yaml) {
    DefinitionErrors errors;
    auto process = ParseProcess("tiny.yaml", yaml, {}, ErrandKind().words(), errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    return process;
}

}  // namespace

TEST(ProcessLint, finds_nothing_in_a_sound_process) {
    EXPECT_TRUE(Lint(Parse(kSound), ErrandKind()).empty());
}

TEST(ProcessLint, lets_what_is_over_be_opened_again_with_a_reason_and_so_often) {
    constexpr std::string_view kEnd = "from: working, to: returned, clock: stop}";
    const auto reopened = std::string(kEnd) +
                          "\n  - {key: reopen, label: {vi: \"Mở\", en: \"Open\"}, from: returned, to: working, reopens: true, "
                          "reason: true, limit: 2}";
    EXPECT_TRUE(Lint(Parse(ReplaceAll(std::string(kSound), kEnd, reopened)), ErrandKind()).empty());
}

TEST(ProcessLint, names_the_fault_of_each_broken_process) {
    for (const auto& broken : kBroken) {
        ASSERT_NE(kSound.find(broken.from), std::string_view::npos) << broken.name;
        const auto faults = Lint(Parse(ReplaceAll(std::string(kSound), broken.from, broken.to)), ErrandKind());
        EXPECT_TRUE(std::ranges::any_of(faults, [&](const auto& fault) { return fault.name == broken.name; }))
            << broken.name << " was not found among " << faults.size();
    }
}

TEST(ProcessLint, finds_steps_shorter_than_five_minutes) {
    EXPECT_FALSE(LintDuration(Parse(kSound), 480));
    EXPECT_EQ(LintDuration(Parse(kSound), 6)->name, "PROCESS_STEP_TOO_SHORT");
}

TEST(Process, suggests_the_word_that_was_meant) {
    DefinitionErrors errors;
    ParseProcess("p.yaml",
                 ReplaceAll(ReplaceAll(std::string(kSound), "reason: true", "raeson: true"), "clock: stop",
                            "clock: stopp, effects: [asign]"),
                 {}, ErrandKind().words(), errors);
    const auto text = errors.Text();
    EXPECT_NE(text.find("p.yaml:11: unknown key 'raeson'; did you mean 'reason'?"), std::string::npos) << text;
    EXPECT_NE(text.find("did you mean 'stop'?"), std::string::npos) << text;
    EXPECT_NE(text.find("unknown effect 'asign'; did you mean 'assign'?"), std::string::npos) << text;
}

// Of its own events nothing is left out in silence: a slip of the pen is a state that does not exist.
TEST(ProcessLint, names_a_state_that_an_event_of_its_own_starts_from_by_mistake) {
    const auto faults =
        Lint(Parse(ReplaceAll(std::string(kSound), "from: working, to: returned", "from: [working, wroking], to: returned")),
             ErrandKind());
    EXPECT_TRUE(std::ranges::any_of(faults, [](const auto& fault) { return fault.name == "PROCESS_UNKNOWN_STATE"; }));
}

// A word that its kind does not have is refused when it is read: no case stands in a seat that nobody is, and no effect is named
// that nobody does.
TEST(Process, names_nothing_that_its_kind_does_not_have) {
    for (const auto& [from, to, told] :
         {std::tuple("seat: competent", "seat: moon", "unknown seat 'moon'"),
          std::tuple("clock: stop", "clock: stop, effects: [teleport]", "unknown effect 'teleport'"),
          std::tuple("clock: stop", "clock: stop, guards: [full_moon]", "unknown guard 'full_moon'"),
          std::tuple("kind: test.errand", "kind: test.other", "a process of 'test.errand', not of 'test.other'")}) {
        DefinitionErrors errors;
        ParseProcess("p.yaml", ReplaceAll(std::string(kSound), from, to), {}, ErrandKind().words(), errors);
        EXPECT_NE(errors.Text().find(told), std::string::npos) << told << ": " << errors.Text();
    }
}

}  // namespace dongson::workflow
