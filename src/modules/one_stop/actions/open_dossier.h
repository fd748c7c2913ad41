// A dossier begins, wherever its papers come from.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/co_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/platform.h"
#include "platform/workflow/case_papers.h"

namespace dongson::one_stop {

using workflow::NewPaper;

struct NewDossier {
    Procedure procedure;
    Person person;
    Channel channel = Channel::online;
    UnitId helper;  // none: the applicant alone
    UnitId intake;
    UnitId competent;  // of a commune's own procedure, when another commune decides it; none: the intake's
    Answers answers;
    definitions::EditionId form;  // what they answer
    std::string summary;
    Delivery delivery = Delivery::counter;
    std::string delivery_address;
    std::vector<NewPaper> papers;
    HandedIn handed_in = {};  // on paper, at the counter
    // Who hands it in for the person; the paper that lets them is among the papers, of component kMandatePaper.
    std::optional<Mandate> mandate = {};
    std::vector<CoApplicant> together = {};  // everybody, whoever fills it in too; nobody: one applies alone
};

// Takes a number, enters everything in one go: dossier, papers, timeline, work item, ledger entry and notice.
Dossier OpenDossier(const Platform& platform, storage::Transaction& tx, const NewDossier& wanted, const Actor& actor,
                    Instant now);

// Where a dossier goes when the unit that held it no longer exists.
UnitId UnitToday(const Platform& platform, UnitId unit, Instant now);

}  // namespace dongson::one_stop
