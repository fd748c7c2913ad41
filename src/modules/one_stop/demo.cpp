#include "modules/one_stop/demo.h"

#include <algorithm>

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/calendar/calendars.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr int kDossiers = 60, kManyDossiers = 240, kDays = 30, kMostSteps = 8;
constexpr int kOpens = 7 * 60, kCloses = 16 * 60 + 50;  // minutes of the day

// The expected next step, done by whoever of the home commune may do it.
Result<Dossier> NextStep(DemoStage& stage, const Dossier& dossier) {
    const identity::Officer* officers[] = {&stage.clerk, &stage.specialist, &stage.leader, &stage.other_specialist};
    for (const auto* event : ProcessOf(dossier).EventsFrom(dossier.state)) {
        if (!event->primary) continue;
        for (const auto* officer : officers) {
            const auto& assignee = stage.random() % 2 == 0 ? stage.specialist : stage.other_specialist;
            const Act act{.code = dossier.code,
                          .event = event->key,
                          .expected_version = dossier.version,
                          .reason = event->reason ? "Theo lịch làm việc của đơn vị (dữ liệu dùng thử)." : "",
                          .assignee = assignee.account.id,
                          .result_text = "Hồ sơ đủ điều kiện giải quyết theo quy định.",
                          .fee = "0",
                          .fee_basis = "Dữ liệu dùng thử"};
            if (auto done = ActOnDossier(stage.platform, Actor::Of(*officer), act)) return done;
        }
    }
    return std::unexpected(Refusal{"DEMO_RESTS", {}, ""});
}

Result<Dossier> Open(DemoStage& stage, ProcedureId procedure, Instant now) {
    const auto& person = stage.people[2 + stage.random() % (stage.people.size() - 2)];
    const auto channel = stage.random() % 3 != 0 ? Channel::online : Channel::counter;
    return stage.platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        const NewDossier wanted{
            .procedure = *ProcedureStore(tx).Get(procedure),
            .person = {person.id, person.kind, person.name, person.person_number, person.address, person.phone, person.email},
            .channel = channel,
            .intake = stage.home,
            .answers = {{"noi_dung", {"Đề nghị giải quyết theo quy định"}}, {"so_ban", {"1"}}},
            .summary = "",
            .delivery = Delivery::counter,
            .delivery_address = "",
            .papers = {}};
        return OpenDossier(stage.platform, tx, wanted, Actor::Of(person), now);
    });
}

// The expected next step again and again, some hours apart, until luck or the present stops it.
void LiveOn(DemoStage& stage, Result<Dossier> dossier, SetClock& clock, Instant real) {
    for (int step = 0; step < kMostSteps && dossier && !dossier->closed && stage.random() % 6 != 0; ++step) {
        const auto next = clock.Now() + static_cast<std::int64_t>(2 + stage.random() % 20) * kHour;
        if (next > real) return;
        const auto working = stage.platform.calendar.Now()->WorkingDayFrom(next.LocalDate());
        clock.Set(std::min(real, Instant::At(working, std::clamp(next.LocalMinute(), kOpens, kCloses))));
        dossier = NextStep(stage, *dossier);
    }
}

}  // namespace

Result<void> MakeDemo(DemoStage& stage) {
    const auto real = stage.platform.clock.Now();
    const auto rows = stage.platform.storage.Read([](Transaction& tx) { return ProcedureStore(tx).All(); });
    std::vector<ProcedureRow> mine;
    std::ranges::copy_if(rows, std::back_inserter(mine),
                         [](const auto& row) { return row.level == organisation::Level::commune; });
    SetClock clock(real);
    stage.use_clock(&clock);
    const int count = stage.large ? kManyDossiers : kDossiers;
    for (int index = 0; index < count; ++index) {
        const int days_ago = kDays - index * kDays / count;
        const auto day = stage.platform.calendar.Now()->WorkingDayFrom(real.LocalDate() - days_ago - 1);
        constexpr int kFirst = 7 * 60 + 20, kWithin = 240;
        clock.Set(std::min(Instant::At(day, kFirst + static_cast<int>(stage.random() % kWithin)), real));
        LiveOn(stage, Open(stage, mine[stage.random() % mine.size()].id, clock.Now()), clock, real);
    }
    stage.use_clock(nullptr);
    return {};
}

}  // namespace dongson::one_stop
