#include "modules/one_stop/actions/tell_applicant.h"

#include "modules/one_stop/domain/mandate.h"
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
    // Whoever applied together with them, too.
    for (const auto account : dossier.together) {
        const auto reader = identity::AccountStore(tx).Get(account);
        if (reader) platform.notices.Send(tx, {account, reader->email}, letter, now);
    }
    // Whoever acts for them hears the same, as long as they may.
    if (dossier.mandate && dossier.mandate->InForce(now.LocalDate()))
        platform.notices.Send(tx, {dossier.mandate->account, dossier.mandate->email}, letter, now);
}

bool IsReached(const Dossier& dossier, Date day) {
    const auto* mandate = dossier.mandate.get();
    return dossier.person.account || !dossier.person.email.empty() ||
           (mandate != nullptr && mandate->InForce(day) && (mandate->account || !mandate->email.empty()));
}

}  // namespace dongson::one_stop
