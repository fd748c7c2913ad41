// What complaints and feedback are to the engine of cases: who has them, what guards their steps, what they ask of whom.
#pragma once

#include "modules/complaints/domain/complaint.h"
#include "platform/workflow/rules.h"

namespace dongson::complaints {

inline constexpr std::string_view kHandler = "handler";
// What an event may do to a complaint beside moving it; ActOnComplaint does each.
inline constexpr std::string_view kEffects[] = {"accept", "decline", "ask_opinion", "answer_opinion", "drop_opinion",
                                                "extend", "propose", "issue",       "forward",        "answer"};

const workflow::CaseKind& ComplaintKind();
const workflow::Process& ProcessOf(const Complaint& complaint);
inline workflow::Moving MovingOf(const Complaint& complaint) {
    return {ComplaintKind(), ProcessOf(complaint), complaint};
}

// What the words of a process cannot say: nobody handles what names them, nobody signs what they proposed themselves.
std::optional<Refusal> RefuseOfficer(const Complaint& complaint, const workflow::Event& event, const workflow::Actor& actor);
std::vector<const workflow::Event*> AllowedOn(const Complaint& complaint, const workflow::Actor& actor,
                                              const workflow::Circumstances& now);

// What whoever filed it reads of a happening; none: what officers do among themselves.
struct LineForFiler {
    workflow::Words label;
    bool says = false;  // its words too
    bool own = false;   // they sent it, with its files
};
std::optional<LineForFiler> LineForFilerOf(const Complaint& complaint, const workflow::Happening& happening);

}  // namespace dongson::complaints
