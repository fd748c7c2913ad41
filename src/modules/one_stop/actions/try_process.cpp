#include "modules/one_stop/actions/try_process.h"

#include <algorithm>
#include <map>

#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/process_replay.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/calendar/calendars.h"
#include "platform/definitions/storage/edition_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/process_change.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using definitions::EditionId;
using storage::Transaction;

namespace {

constexpr int kTriedTogether = 500;
constexpr std::int64_t kMillisecondsADay = 24 * 60 * 60 * 1000LL;

std::map<EditionId, std::int64_t> VersionsOf(Transaction& tx, const std::string& key) {
    std::map<EditionId, std::int64_t> versions;
    for (const auto& edition : definitions::EditionStore(tx).History(workflow::kProcessType, key))
        versions.emplace(edition.id, edition.version);
    return versions;
}

class Trying {
  public:
    Trying(const Platform& platform, Transaction& tx, const std::string& key, const workflow::Process& to)
        : units_(platform.units.Now()), day_(platform.clock.Now().LocalDate()), versions_(VersionsOf(tx, key)), to_(to) {}

    void Add(const Dossier& dossier) {
        const auto& state = ProcessOf(dossier).At(dossier.state);
        const auto why = workflow::Strands(DossierKind(), to_, dossier, *units_, day_);
        ++trial_.open;
        auto& step = steps_[state.words.Now()];
        ++step.dossiers;
        if (why) {
            ++trial_.stranded;
            ++step.stranded;
        }
        auto& rows = why ? stranded_ : others_;
        if (rows.size() >= kTriedShown) return;
        const auto version = versions_.find(dossier.process_edition);
        rows.push_back({.code = dossier.code,
                        .step = state.words.Now(),
                        .unit = units_->NameOf(dossier.holder),
                        .edition = version == versions_.end() ? 0 : version->second,
                        .stranded = why});
    }

    ProcessTrial Done() {
        for (auto& [name, step] : steps_) trial_.steps.push_back({name, step.dossiers, step.stranded});
        trial_.first = std::move(stranded_);
        for (auto& row : others_)
            if (trial_.first.size() < kTriedShown) trial_.first.push_back(std::move(row));
        return std::move(trial_);
    }

  private:
    const std::shared_ptr<const organisation::Units> units_;
    const Date day_;
    const std::map<EditionId, std::int64_t> versions_;
    const workflow::Process& to_;
    ProcessTrial trial_;
    std::map<std::string, TriedStep> steps_;
    std::vector<TriedDossier> stranded_, others_;
};

void AddReplayed(ProcessReplay& replay, const Dossier& dossier, const std::vector<Happening>& happenings,
                 const workflow::Process& to, const calendar::WorkingCalendar& calendar) {
    const auto was = WalkThrough(dossier, happenings, ProcessOf(dossier), calendar);
    const auto is = WalkThrough(dossier, happenings, to, calendar);
    ++replay.dossiers;
    replay.happenings += std::ssize(happenings);
    replay.impossible += std::ssize(is.impossible);
    if (!is.impossible.empty()) ++replay.stopped;
    for (const auto& each : is.impossible)
        if (replay.impossible_first.size() < kReplayedShown)
            replay.impossible_first.push_back({dossier.code, each.what, each.why});
    for (std::size_t each = 0; each < was.step_dues.size(); ++each)
        if (was.step_dues[each] != is.step_dues[each]) ++replay.steps_differ;
    if (was.promised == is.promised) return;
    ++replay.due_differs;
    if (replay.due_first.size() < kReplayedShown) replay.due_first.push_back({dossier.code, was.promised, is.promised});
}

}  // namespace

ProcessTrial TryProcess(const Platform& platform, Transaction& tx, const std::string& key, const workflow::Process& to,
                        EditionId but) {
    Trying trying(platform, tx, key, to);
    DossierStore dossiers(tx);
    for (auto page = dossiers.OpenOfProcess(key, "", kTriedTogether); !page.empty();
         page = dossiers.OpenOfProcess(key, page.back().code, kTriedTogether))
        for (const auto& dossier : page)
            if (!but || dossier.process_edition != but) trying.Add(dossier);
    return trying.Done();
}

ProcessReplay ReplayProcess(const Platform& platform, Transaction& tx, const std::string& key, const workflow::Process& to,
                            int days) {
    const auto since = Instant{platform.clock.Now().ms - days * kMillisecondsADay};
    const auto calendar = platform.calendar.Now();
    ProcessReplay replay;
    const auto ended = DossierStore(tx).EndedOfProcess(key, since, kReplayedMost + 1);
    replay.more = std::ssize(ended) > kReplayedMost;
    for (const auto& dossier : ended)
        if (replay.dossiers < kReplayedMost)
            AddReplayed(replay, dossier, workflow::CaseStore(tx).Happenings(dossier.id), to, *calendar);
    return replay;
}

}  // namespace dongson::one_stop
