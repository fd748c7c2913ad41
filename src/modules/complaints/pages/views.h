// What the pages of complaints and feedback show.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "modules/complaints/domain/complaint.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/desk/ask_units.h"
#include "platform/identity/storage/account_store.h"
#include "web/html.h"

namespace dongson::complaints {

using Typed = std::map<std::string, std::string, std::less<>>;
std::string TypedIn(const Typed& typed, std::string_view field);

// Of one quarter and kind, as everybody may see it; none: fewer than may be told.
struct PublicRow {
    std::string quarter;
    bool feedback = false;
    std::optional<std::int64_t> filed, settled, on_time;
};

struct PublicView {
    std::vector<PublicRow> figures;
    std::vector<Complaint> shown;
    std::map<UnitId, std::string> answered_by;  // names of the units that answered those
    bool signed_in = false;
    std::vector<Complaint> mine;
    Instant now;
    int feedback_days = 0;
};
web::Html PublicPage(const PublicView& view);

// Writing one: by whoever it is for, or by a clerk for them.
struct FileView {
    bool feedback = false, at_counter = false;
    std::string dossier;  // a code: it is about that one
    std::string former;   // the first complaint, of a second one
    std::string key;
    std::vector<web::Choice> units;
    Typed typed = {};
    Refusals faults = {};
};
web::Html FilePage(const FileView& view);

struct CaseView {
    Complaint complaint;
    Instant now;
    std::string unit, about_unit;
    std::vector<workflow::Happening> happenings;
    std::vector<const workflow::Event*> allowed;
    std::string event;  // of the form that was sent back
    Typed typed = {};
    Refusals faults = {};
    // For whoever filed it.
    std::optional<Date> again_until;
    std::string again;  // the second complaint
    // For officers.
    bool whole = true;  // not: what the unit is asked, and nothing else
    std::vector<workflow::Consultation> consultations;
    std::set<std::int64_t> answerable;  // of them: this officer may answer for whom they were asked
    std::map<UnitId, std::string> units;
    std::vector<identity::AccountStore::Colleague> colleagues;
    std::string assignee;
    bool may_assign = false, may_take = false;
    desk::UnitsToAsk to_ask;
    desk::AskedBefore asked_before;
    std::optional<Complaint> former;  // its decision, of a second one

    std::string NameOf(UnitId unit) const;
};
web::Html OwnPage(const CaseView& view);
web::Html OfficePage(const CaseView& view);
web::Html StateTag(const Complaint& complaint, Instant now, bool citizen);
// What was said with a step, and what was sent with it, below the case's address.
web::Html SaidWith(const workflow::Happening& happening);
web::Html SentWith(const workflow::Happening& happening, const std::string& path);

struct RegisterView {
    std::string kind, state, from, until;  // as they were asked for
    std::vector<Complaint> rows;
    std::map<UnitId, std::string> units;
    bool cut = false, may_receive = false;
    std::vector<Counts> below;  // of the units below, in numbers
    Instant now;
    Refusals faults;
};
web::Html RegisterPage(const RegisterView& view);
std::string RegisterCsv(const RegisterView& view);

}  // namespace dongson::complaints
