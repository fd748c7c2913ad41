// Dossiers whose lives are played by chance, the same each time: for what must hold whatever happens to them.
#pragma once

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"

namespace dongson::one_stop::testing {

class PlayedLives {
  public:
    explicit PlayedLives(Office& office) : office_(office), random_(20260101) {}

    int Pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

    Dossier Open() {
        NewDossier wanted;
        office_.database->Read([&](storage::Transaction& tx) {
            const auto rows = ProcedureStore(tx).All();
            wanted.procedure = *ProcedureStore(tx).Get(rows[static_cast<std::size_t>(Pick(static_cast<int>(rows.size())))].id);
            return true;
        });
        if (Pick(4) == 0) wanted.procedure.methods.front().duration.reset();  // one that promises no day
        wanted.procedure.domain = Pick(2) == 0 ? "Hộ tịch" : "Đất đai";
        wanted.person = {.account = office_.citizen.id, .name = office_.citizen.name, .number = office_.citizen.person_number};
        wanted.channel = Pick(2) == 0 ? Channel::online : Channel::counter;
        wanted.intake = office_.commune;
        return office_.database
            ->InTransaction([&](storage::Transaction& tx) -> Result<Dossier> {
                return OpenDossier(office_.platform, tx, wanted, office_.as_citizen, office_.clock.Now());
            })
            .value();
    }

    // Some steps of its life, whatever anyone may do.
    Dossier Live(Dossier dossier) {
        for (int steps = 2 + Pick(10); steps > 0 && !dossier.closed; --steps) {
            office_.clock.Set(office_.clock.Now() + (1 + Pick(80)) * kHour);
            auto events = ProcessOf(dossier).EventsFrom(dossier.state);
            // Mostly what is expected, or hardly any would come to a result.
            if (Pick(4) != 0) std::erase_if(events, [](const workflow::Event* event) { return !event->primary; });
            if (events.empty()) continue;
            const auto& event = *events[static_cast<std::size_t>(Pick(static_cast<int>(events.size())))];
            for (const auto& actor : {office_.as_citizen, office_.as_clerk, office_.as_specialist, office_.as_leader}) {
                Act act{.code = dossier.code,
                        .event = event.key,
                        .expected_version = dossier.version,
                        .reason = "Có lý do đầy đủ",
                        .asked = {office_.other_department},
                        .until = office_.clock.Now().LocalDate() + 20,
                        .result_text = "Đồng ý"};
                if (auto done = office_.Do(actor, act)) {
                    dossier = *done;
                    break;
                }
            }
        }
        return dossier;
    }

  private:
    Office& office_;
    std::mt19937 random_;
};

}  // namespace dongson::one_stop::testing
