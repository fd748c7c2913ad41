// Other units are asked about a dossier, answer, or are not waited for any more. Each is part of an act (ActOnDossier).
#pragma once

#include "core/refusal.h"
#include "modules/one_stop/actions/act_on_dossier.h"

namespace dongson::one_stop {

class Consulting {
  public:
    Consulting(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const Actor& actor, Instant now)
        : platform_(platform), tx_(tx), dossier_(dossier), actor_(actor), now_(now) {}

    // Every unit gets the question with the same term; none is asked twice at a time.
    Result<void> Ask(const Act& act, const Circumstances& circumstances, Happening& happening);
    Result<void> Answer(const Act& act, const Circumstances& circumstances, Happening& happening);
    // The one that is meant; where several are waited for one must be.
    Result<void> Drop(const Act& act, const Circumstances& circumstances, Happening& happening);
    // Nobody waits for it any more.
    void End(Consultation opinion, const Happening& happening);

  private:
    const Platform& platform_;
    storage::Transaction& tx_;
    const Dossier& dossier_;
    const Actor& actor_;
    const Instant now_;
};

}  // namespace dongson::one_stop
