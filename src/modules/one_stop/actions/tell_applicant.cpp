#include "modules/one_stop/actions/tell_applicant.h"

#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"

namespace dongson::one_stop {

void TellApplicant(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const Sentence& what,
                   const Sentence& sentence, Instant now) {
    const notices::Letter letter{.reference = dossier.code,
                                 .subject = Say("Hồ sơ {1}: {2}", dossier.code, what.In(Language::vietnamese)),
                                 .sentence = sentence,
                                 .path = "/ho-so/" + dossier.code};
    platform.notices.Send(tx, {dossier.person.account, dossier.person.email}, letter, now);
    // Whoever applied together with them, and whoever acts for them as long as they may; a dossier that was read in a list brings
    // neither.
    const auto together = dossier.Has(Beside::together) ? CoApplicantStore(tx).OfDossier(dossier.id) : std::vector<CoApplicant>{};
    for (const auto& person : together) {
        if (!person.account || person.account == dossier.person.account) continue;
        const auto reader = identity::AccountStore(tx).Get(person.account);
        if (reader) platform.notices.Send(tx, {person.account, reader->email}, letter, now);
    }
    const auto mandate = dossier.Has(Beside::mandate) ? MandateStore(tx).Of(dossier.id) : std::nullopt;
    if (mandate && mandate->InForce(now.LocalDate())) platform.notices.Send(tx, {mandate->account, mandate->email}, letter, now);
}

bool IsReached(const Dossier& dossier, Date day) {
    const auto* mandate = dossier.mandate.get();
    return dossier.person.account || !dossier.person.email.empty() ||
           (mandate != nullptr && mandate->InForce(day) && (mandate->account || !mandate->email.empty()));
}

}  // namespace dongson::one_stop
