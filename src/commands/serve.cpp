#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <thread>

#include "commands/commands.h"
#include "commands/first_run.h"
#include "commands/health.h"
#include "commands/house.h"
#include "commands/modules.h"
#include "commands/province.h"
#include "commands/server_settings.h"
#include "commands/site.h"
#include "commands/upkeep.h"
#include "core/command_line.h"
#include "core/log.h"
#include "core/stopping.h"
#include "platform/identity/audience.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/personal_data/kept.h"
#include "storage/database.h"
#include "storage/lingering.h"
#include "web/certificate.h"
#include "web/limits.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace dongson::commands {

namespace {

// Begins when the program is told to end: whatever a probe, a job or a child still waits for, it has ended in five seconds. What
// is committed is durable, and what was being done is given back, as after a power cut but sooner.
class Leaving {
  public:
    explicit Leaving(jobs::Jobs& jobs) : jobs_(jobs) {}
    ~Leaving() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
            wake_.notify_all();
        }
        if (thread_.joinable()) thread_.join();
    }
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;

    void Begin() {
        StopSoon();
        thread_ = std::thread([this] {
            if (Ended(std::chrono::milliseconds(1200))) return;
            jobs_.GiveBack();
            if (Ended(std::chrono::milliseconds(3000))) return;
            Log(Severity::warning, "SERVER_CUT_SHORT");
            std::_Exit(0);
        });
    }

  private:
    bool Ended(std::chrono::milliseconds time) {
        std::unique_lock lock(mutex_);
        return wake_.wait_for(lock, time, [this] { return ended_; });
    }

    jobs::Jobs& jobs_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ended_ = false;
    std::thread thread_;
};

// Each connection is a descriptor: as many as the system lets this process have.
void TakeDescriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

Result<void> StartModules(const std::vector<std::unique_ptr<Running>>& running) {
    for (const auto& module : running) try {
            module->Start();
        } catch (const std::exception& error) {
            return std::unexpected(CannotStart(module->key(), error));
        }
    return {};
}

}  // namespace

int Serve(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, kConfigurationOptions, {});
    if (!arguments) return Complain(arguments.error(), 2);
    auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    try {
        const web::Certificate fits(configuration->certificate, configuration->key);
    } catch (const std::runtime_error& error) {
        return Complain({"CERTIFICATE_REFUSED", Say("{1}", error.what()), ""}, 2);
    }
    web::TakeTurnsInBatches();
    TakeDescriptors();
    auto house = House::Open(*configuration);
    if (house && configuration->roles.contains("web") && IsEmpty((*house)->platform())) {
        // What is set up there is read like everything else.
        if (!ServeFirstRun(**house)) return 0;
        house->reset();
        configuration = ReadConfiguration(*arguments);
        if (!configuration) return Complain(configuration.error(), 2);
        house = House::Open(*configuration);
    }
    if (!house) return Complain(house.error(), 1);
    storage::LetReadersLinger(configuration->roles == Configuration().roles);  // every role

    auto platform = (*house)->platform();
    const auto limit = [](std::optional<web::RateLimiter>& asking, int per_minute) {
        if (per_minute > 0) asking.emplace(per_minute / 2.0, per_minute);
    };
    limit(platform.limits->address, configuration->address_requests_per_minute);
    limit(platform.limits->account, configuration->account_requests_per_minute);
    web::Metrics metrics;
    const Serving serving{platform, configuration->roles};
    const auto running = MakeModules(serving);
    if (!running) return Complain(running.error(), 1);
    Health health(platform);
    const auto site =
        MakeSite(metrics, health, *running, configuration->roles.contains("web") ? Serves::everything : Serves::health);
    Leaving leaving(platform.jobs);
    auto settings = SettingsOf(*configuration, platform);
    settings.on_drain = [&leaving] { leaving.Begin(); };
    web::Server server(
        settings, site, [&](web::Request& request, const web::Handler& handler) { return Answer(platform, request, handler); },
        metrics);
    int port = 0;
    try {
        port = server.Listen();
    } catch (const std::exception& error) {
        return Complain(
            {"LISTEN_FAILED",
             Say("cannot listen on {1}:{2}: {3}", configuration->host, std::to_string(configuration->port), error.what()), ""},
            1);
    }
    if (PrintsGuessedAddress(*configuration)) Log(Severity::warning, "BASE_URL_GUESSED", {{"url", configuration->base_url}});
    if (const auto started = StartModules(*running); !started) return Complain(started.error(), 1);
    health.Start();
    (*house)->KeepCalendar();
    if (configuration->roles.contains("jobs")) {
        SweepSignInsHourly(platform);
        KeepFilesDaily(platform, health);
        personal_data::ForgetDaily(platform);
        SealWhatIsClear(platform);
        BackUpNightly(platform, health, *configuration);
        platform.ledger.Start();
        platform.jobs.Start();
    }
    fmt::print("Đông Sơn: {}\n", ShownAddress(*configuration, port));
    std::fflush(stdout);
    Log(Severity::info, "SERVER_READY", {{"port", std::to_string(port)}});
    server.Run();
    platform.jobs.Stop();
    for (const auto& module : *running) module->Stop();
    platform.ledger.Stop();
    health.Stop();
    Log(Severity::info, "SERVER_STOPPED");
    return 0;
}

}  // namespace dongson::commands
