#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/capabilities.h"

#include <fmt/format.h>

#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "platform/calendar/calendars.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_papers.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

std::string OrgCode(const Platform& platform, UnitId unit) {
    const auto* found = platform.units.Now()->Find(unit);
    return found == nullptr ? "H56" : found->org_code;
}

// A commune decides its own procedures, wherever they are handed in; the rest the department in charge.
UnitId CompetentUnit(const Procedure& procedure, UnitId commune, UnitId department) {
    return procedure.level == organisation::Level::commune || !department ? commune : department;
}

// The term for an answer is that of what comes online; whoever stands at the counter is answered there.
Sentence Taken(const Dossier& dossier) {
    if (dossier.channel != Channel::online) return Say("Hồ sơ {1} đã được ghi nhận tại bộ phận một cửa.", dossier.code);
    if (dossier.mandate)
        return Say("Đã nhận hồ sơ {1} trên hệ thống, do {3} nộp thay {4}. Bộ phận một cửa trả lời trong {2} giờ làm việc.",
                   dossier.code, std::to_string(kAnswerMinutes / 60), dossier.mandate->name, dossier.person.name);
    return Say("Đã nhận hồ sơ {1} trên hệ thống. Bộ phận một cửa trả lời trong {2} giờ làm việc.", dossier.code,
               std::to_string(kAnswerMinutes / 60));
}

}  // namespace

UnitId UnitToday(const Platform& platform, UnitId unit, Instant now) {
    return InOffice(*platform.units.Now(), unit, now.LocalDate());
}

Dossier OpenDossier(const Platform& platform, Transaction& tx, const NewDossier& wanted, const Actor& actor, Instant now) {
    DossierStore dossiers(tx);
    Dossier dossier;
    dossier.id = Fresh<CaseTag>();
    dossier.procedure = wanted.procedure.id;
    dossier.procedure_code = wanted.procedure.code;
    dossier.procedure_name = wanted.procedure.name;
    dossier.domain = wanted.procedure.domain;
    const auto chosen = ProcessFor(tx, wanted.procedure, now.LocalDate());
    dossier.process = chosen.key;
    dossier.process_edition = chosen.held.edition;
    dossier.goes_by = chosen.held.process;
    const auto& process = ProcessOf(dossier);
    dossier.state = process.Initial().key;
    dossier.person = wanted.person;
    dossier.channel = wanted.channel;
    // A draft may name a unit that has ended since.
    dossier.intake = UnitToday(platform, wanted.intake, now);
    const auto* department = platform.units.Now()->FindByKey(wanted.procedure.department);
    dossier.department = department == nullptr ? dossier.intake : UnitToday(platform, department->id, now);
    dossier.helper = UnitToday(platform, wanted.helper, now);
    const auto deciding = wanted.competent ? UnitToday(platform, wanted.competent, now) : dossier.intake;
    dossier.competent = CompetentUnit(wanted.procedure, deciding, dossier.department);
    dossier.holder = dossier.intake;
    dossier.holder_role = process.Initial().role;
    dossier.allowed = wanted.procedure.DurationFor(wanted.channel);
    dossier.fee = wanted.procedure.FeeFor(wanted.channel, now.LocalDate()).value_or(kFeeUnknown);
    dossier.submitted = now;
    dossier.summary = wanted.summary.empty() ? wanted.procedure.name : wanted.summary;
    dossier.answers = wanted.answers;
    dossier.form = wanted.form;
    dossier.delivery = wanted.delivery;
    dossier.delivery_address = wanted.delivery_address;
    ComputeDue(dossier, process.Initial(), *platform.calendar.Now(), now);
    dossier.code = numbering::NextDossierCode(tx, OrgCode(platform, dossier.intake), now.LocalDate());
    auto mandate = wanted.mandate ? std::make_shared<Mandate>(*wanted.mandate) : nullptr;
    if (mandate) dossier.beside = static_cast<int>(Beside::mandate);
    dossier.mandate = mandate;
    if (!wanted.together.empty()) dossier.beside |= static_cast<int>(Beside::together);
    for (const auto& person : wanted.together)
        if (person.account && person.account != dossier.person.account) dossier.together.push_back(person.account);
    dossiers.Insert(dossier);
    for (const auto& paper : wanted.papers) {
        const auto file = paper.file ? paper.file : workflow::RecordPaper(platform, tx, paper.kept, now);
        if (mandate && paper.component == kMandatePaper) mandate->paper = file;
        dossiers.AddPaper(dossier.id, file, wanted.procedure.ComponentOrOther(paper.component), 0, now);
    }
    for (const auto& person : wanted.together) CoApplicantStore(tx).Insert(dossier.id, person);
    if (mandate) MandateStore(tx).Insert(dossier.id, *mandate);
    if (!wanted.handed_in.components.empty() || wanted.handed_in.sets != 1) PaperStore(tx).HandIn(dossier.id, wanted.handed_in);
    EngineOf(platform, tx, now).Begin(dossier, actor, {"Nộp hồ sơ", "Submitted"});
    TellApplicant(platform, tx, dossier, Say("đã nộp"), Taken(dossier), now);
    return dossier;
}

}  // namespace dongson::one_stop
