// Where a dossier stands, as the public or its owner sees it.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "web/html.h"

namespace dongson::one_stop {

// A dossier as the public or its owner may see it.
struct TrackingView {
    Dossier dossier;
    std::string status;  // in the words of whoever reads it: the citizen's, or an officer's
    int national_status = 0;
    std::vector<Happening> happenings;
    std::vector<Sentence> reasons;          // why the due date is what it is
    std::string intake, competent, holder;  // names of the units that sit there today
    std::string intake_path;                // of the page that says where it is
    std::string proofs;                     // below which address lies the proof of each step; empty: for those who get none
    bool late = false;
    std::optional<Instant> supply_until;  // what is asked for may be sent until then
    std::int64_t fee_returned = 0;        // of what was paid, in đồng
    std::optional<Date> result_day;       // of the result's paper, beside its number; what it says is not told here
    bool estimated = false;               // the due date lies in a year whose days off are not published yet
};
web::Html TrackingForm(std::string_view code, std::string_view last_four, const Refusals& faults);
web::Html TrackingPage(const TrackingView& view);
// The parts both the public and the owner see.
web::Html StatusTag(const TrackingView& view);
web::Html DueLine(const TrackingView& view);
// What is to be paid, whether it was, and what of it went back, in đồng.
web::Html FeeLine(const Dossier& dossier, std::int64_t returned);
web::Html CitizenTimeline(const TrackingView& view);
// Where the proof is of a step's place in the ledger.
web::Html ProofLine(const TrackingView& view, const Happening& happening);
// The new due day, where a happening gave one.
web::Html ExtensionLine(const TrackingView& view, const Happening& happening);

}  // namespace dongson::one_stop
