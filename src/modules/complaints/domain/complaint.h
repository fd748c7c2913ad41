// A complaint against a decision or an act (Law on Complaints 02/2011/QH13), or feedback on procedures (Decree 20/2008/NĐ-CP).
// Pure: no database, no clock of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/case.h"

namespace dongson::calendar {
class WorkingCalendar;
}

namespace dongson::complaints {

// The two processes: data/processes/settling.yaml and feedback.yaml.
inline constexpr std::string_view kSettling = "settling", kFeedback = "feedback";
// Happenings beside them.
inline constexpr std::string_view kPropose = "propose_publishing", kPublish = "publish";

struct Complaint : workflow::Case {
    std::string about;       // one of Abouts()
    std::string about_code;  // of a dossier; what a procedure is called
    std::string named;       // the officer who is complained of, as it was written; empty: none by name
    UnitId about_unit, handler;
    int round = 1;  // 2: complained again, to the unit above
    CaseId former;  // the first one, of the second
    std::string former_code;
    AccountId filer;  // none: who came with a paper and has no account
    std::string name, number, address, phone, email;
    std::string said, wish;
    std::optional<Date> known;  // when they got the decision, or learned of the act
    bool on_paper = false, remote = false, complicated = false;
    bool overran = false;  // it was taken on too late: settled in time, it is not in time altogether
    Instant filed;
    std::optional<Instant> accepted;
    std::string outcome, result;  // one of Outcomes(), and what was decided or answered
    AccountId proposed_by;
    std::string reason_key;  // why it was not taken on: one of WhyNots()
    std::string decision, signer;
    FileId decision_file;
    bool may_publish = false;
    std::string shown_question, shown_answer;  // without a word of a person
    AccountId shown_by;                        // who wrote that; another publishes it
    std::optional<Instant> shown;
    std::int64_t cell_key = 0;  // of the noise of public figures
    std::string salt;           // of the digest by which the ledger holds what was said

    bool IsFeedback() const { return process == kFeedback; }
    bool Late(Instant now) const { return due != kNever && closed.value_or(now) > due; }
    // Whoever filed it reads how it ended: not what is only proposed, nor what was being looked into when they withdrew it.
    bool ResultIsTold() const { return closed && !result.empty() && state != "withdrawn"; }
    // What the law calls it.
    Sentence Name() const;
};

inline constexpr std::string_view kPages = "/can-bo/khieu-nai/", kOwnPages = "/khieu-nai/don/";
inline std::string OfficePath(std::string_view code) {
    return std::string(kPages) + std::string(code);
}
inline std::string OwnPath(std::string_view code) {
    return std::string(kOwnPages) + std::string(code);
}

// A word for rows and programs, and what people call it.
struct Choice {
    std::string_view word;
    workflow::Words name;
};
const std::vector<Choice>& Abouts();
const std::vector<Choice>& Outcomes();
// Why a complaint is not taken on: the cases of art. 11, and what belongs to another body. Of feedback the last ones.
const std::vector<Choice>& WhyNots(bool feedback);
const Choice* FindChoice(const std::vector<Choice>& choices, std::string_view word);

// Days of the law: whole days, counted from the day after (Civil Code art. 147), the last one moved to a working day (art. 148).
// Taking on: 10 (art. 27). Settling: 30, complicated 45, remote 45 and 60 (art. 28); the second time 45, 60, 60 and 70 (art. 37).
inline constexpr int kAcceptDays = 10, kMayComplainDays = 90;
int SettleDays(int round, bool remote, bool complicated);
// To complain again: 30, remote 45, after the decision or after the days in which there was none (art. 33).
int AgainDays(bool remote);
Instant DueAfter(const calendar::WorkingCalendar& calendar, Date day, int days);

// The last day on which the complainant may complain again, counted from the day on which the decision was signed and could be
// read; none: they may not (feedback, a second one, an open one in time, one that was withdrawn or not taken on).
std::optional<Date> MayComplainAgainUntil(const Complaint& complaint, const calendar::WorkingCalendar& calendar, Instant now);

// Whether an officer is among those who are complained of, by what was written: who has the same name is taken for them, and it
// may stand among other words ("bà …, cán bộ một cửa", two names). Who heads the unit decides the first complaint about
// themselves (art. 7); of feedback they are named like everybody.
bool IsNamed(const Complaint& complaint, const identity::Officer& officer);
bool IsNamed(const Complaint& complaint, std::string_view name);
// Whether they read it whole: who works on complaints in the unit that has it, and is not named.
bool MayRead(const Complaint& complaint, UnitId holder, const identity::Officer& officer);

}  // namespace dongson::complaints
