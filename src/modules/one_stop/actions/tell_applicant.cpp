#include "modules/one_stop/actions/tell_applicant.h"

#include "platform/notices/notices.h"

namespace dongson::one_stop {

void TellApplicant(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const Sentence& what,
                   const Sentence& sentence, Instant now) {
    platform.notices.Send(tx, {dossier.person.account, dossier.person.email},
                          {.reference = dossier.code,
                           .subject = Say("Hồ sơ {1}: {2}", dossier.code, what.In(Language::vietnamese)),
                           .sentence = sentence,
                           .path = "/ho-so/" + dossier.code},
                          now);
}

}  // namespace dongson::one_stop
