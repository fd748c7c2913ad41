#include "commands/upkeep.h"

#include <memory>

#include "commands/backup.h"
#include "core/log.h"
#include "core/stopping.h"
#include "platform/files/upkeep.h"
#include "platform/identity/sign_in.h"
#include "platform/jobs/jobs.h"
#include "platform/sealing/columns.h"
#include "platform/sealing/keys_in_use.h"

namespace dongson::commands {

namespace {

constexpr std::string_view kSweep = "files.sweep", kCheck = "files.check", kSignIns = "identity.sweep", kBackup = "backup",
                           kSeal = "personal_data.seal";
constexpr int kChecked = 300;  // papers a day: a few seconds of reading

void Check(const Platform& platform, Health& health) {
    const auto damaged = files::CheckSome(platform.storage, platform.files, kChecked);
    for (const auto& [digest, what] : damaged) Log(Severity::error, "FILE_DAMAGED", {{"file", digest}, {"what", what}});
    health.Tell("papers", damaged.empty() ? ""
                                          : std::to_string(damaged.size()) + " of " + std::to_string(kChecked) +
                                                " looked at are missing or damaged");
}

}  // namespace

void KeepFilesDaily(const Platform& platform, Health& health) {
    platform.jobs.Handle(
        std::string(kSweep),
        [&platform](const jobs::Job&) {
            const auto swept = files::Sweep(platform.storage, platform.files, platform.clock.Now());
            if (swept.records + swept.contents > 0)
                Log(Severity::info, "FILES_SWEPT",
                    {{"records", std::to_string(swept.records)}, {"contents", std::to_string(swept.contents)}});
        },
        jobs::kSlow);
    platform.jobs.Handle(std::string(kCheck), [&platform, &health](const jobs::Job&) { Check(platform, health); }, jobs::kSlow);
    // The day this program has last begun; the first minute belongs to those who come in.
    platform.jobs.EveryMinute([&platform, minute = 0, begun = Date{}]() mutable {
        const auto today = platform.clock.Now().LocalDate();
        if (minute++ == 0 || begun == today) return;
        platform.storage.MustWrite([&](storage::Transaction& tx) {
            for (const auto kind : {kSweep, kCheck}) platform.jobs.AddOnce(tx, kind, platform.clock.Now());
        });
        begun = today;
    });
}

void SweepSignInsHourly(const Platform& platform) {
    platform.jobs.Handle(std::string(kSignIns),
                         [&platform](const jobs::Job&) { identity::SweepSignIns(platform.storage, platform.clock.Now()); });
    platform.jobs.EveryMinute([&platform, begun = std::int64_t{0}]() mutable {
        const auto hour = platform.clock.Now().ms / kHour;
        if (begun == hour) return;
        platform.storage.MustWrite([&](storage::Transaction& tx) { platform.jobs.AddOnce(tx, kSignIns, platform.clock.Now()); });
        begun = hour;
    });
}

void SealWhatIsClear(const Platform& platform) {
    platform.jobs.Handle(
        std::string(kSeal),
        [&platform](const jobs::Job&) {
            if (sealing::IsComplete(platform.storage, sealing::CurrentKey())) return;
            const auto sealed = sealing::SealAll(platform.storage, [] { return !Stopping(); });
            if (Stopping()) throw std::runtime_error("the program ends");
            sealing::SetComplete(platform.storage, sealing::CurrentKey());
            if (sealed > 0) Log(Severity::info, "PERSONAL_DATA_SEALED", {{"values", std::to_string(sealed)}});
        },
        jobs::kSlow);
    // Once for each key: what is written since is under it. A rotation does it itself. Asked for by each program that begins: the
    // job of one that was cut short is leased still.
    platform.jobs.EveryMinute([&platform, minute = 0, asked = std::string()]() mutable {
        const auto key = sealing::CurrentKey();
        if (minute++ == 0 || asked == key) return;
        asked = key;
        if (!sealing::IsComplete(platform.storage, key))
            platform.storage.MustWrite([&](storage::Transaction& tx) { platform.jobs.Add(tx, kSeal, "", platform.clock.Now()); });
    });
}

namespace {

void BackUp(const Platform& platform, Health& health, const std::string& to, const std::string& key) {
    const auto done = MakeBackup(platform.data_folder, to, key, platform.clock.Now());
    if (!done) {
        const auto why = done.error().sentence.In(Language::english);
        Log(Severity::error, "BACKUP_FAILED", {{"to", to}, {"error", why}});
        health.Tell("backup", why);
        return;
    }
    Log(Severity::info, "BACKUP_MADE",
        {{"to", to}, {"name", done->name}, {"bytes", std::to_string(done->bytes)}, {"new", std::to_string(done->stored)}});
    health.Tell("backup", "");
}

}  // namespace

void BackUpNightly(const Platform& platform, Health& health, const Configuration& configuration) {
    if (configuration.backup_to.empty()) return;
    platform.jobs.Handle(
        std::string(kBackup),
        [&platform, &health, to = configuration.backup_to, key = configuration.backup_key](const jobs::Job&) {
            BackUp(platform, health, to, key);
        },
        jobs::kSlow);
    // The first minute after midnight; a program that was down then makes up for it when it begins.
    platform.jobs.EveryMinute([&platform, to = configuration.backup_to, begun = Date{}]() mutable {
        const auto today = platform.clock.Now().LocalDate();
        if (begun == today) return;
        // A program that begins again makes none twice a day.
        if (begun == Date{} && BackedUpOn(to, today)) {
            begun = today;
            return;
        }
        platform.storage.MustWrite([&](storage::Transaction& tx) { platform.jobs.AddOnce(tx, kBackup, platform.clock.Now()); });
        begun = today;
    });
}

}  // namespace dongson::commands
