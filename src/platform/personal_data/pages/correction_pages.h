// Corrections, as who asks for them and who decides them see them.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/personal_data/correction.h"
#include "web/html.h"

namespace dongson::personal_data {

// The fields of the form, as it was typed.
struct MyCorrectionsView {
    std::vector<Correctable> offered;
    std::vector<Correction> asked;  // theirs, the newest first
    std::string which, value, reason;
    Instant now;
    Refusals faults = {};
};
web::Html MyCorrectionsPage(const MyCorrectionsView& view);

struct CorrectionListView {
    std::vector<Correction> waiting, decided;
    Instant now;
};
web::Html CorrectionListPage(const CorrectionListView& view);

struct CorrectionView {
    Correction correction;
    std::string person;    // whose data it is
    std::string proof;     // the file's name
    std::string dossier;   // a path; empty: it is about no dossier
    Sentence leaves = {};  // what stays wrong, and what to do about it; empty: nothing
    bool decides = false;
    bool asked = false;  // it waits for the second administrator
    std::string answer;  // as it was typed
    Instant now;
    Refusals faults = {};
};
web::Html CorrectionPage(const CorrectionView& view);

}  // namespace dongson::personal_data
