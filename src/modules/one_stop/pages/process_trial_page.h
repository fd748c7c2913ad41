// What a process would do to dossiers that run by it, and would have done to those that are over.
#pragma once

#include "modules/one_stop/domain/process_trial.h"
#include "web/html.h"

namespace dongson::one_stop {

web::Html TrialOfProcess(const ProcessTrial& trial);
web::Html ReplayOfProcess(const ProcessReplay& replay, int days);
// Those that may be chosen to go on by another edition, each with what keeps it from that.
web::Html ChoiceOfDossiers(const ProcessTrial& trial, const std::vector<std::string>& chosen);

}  // namespace dongson::one_stop
