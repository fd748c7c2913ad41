#include "commands/first_run.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <functional>
#include <string>

#include "commands/first_run_page.h"
#include "commands/province.h"
#include "commands/server_settings.h"
#include "commands/site.h"
#include "core/bytes.h"
#include "core/log.h"
#include "platform/identity/audience.h"
#include "platform/identity/one_time_code.h"
#include "web/asker.h"
#include "web/rate_limiter.h"
#include "web/server.h"

namespace dongson::commands {

namespace {

constexpr std::string_view kPath = "/cai-dat";

struct FirstRun {
    House& house;
    std::string code;
    web::RateLimiter tries{10, 10};
    std::function<void()> done;

    // Somebody may have set it up meanwhile, at the console or at another server of the same database.
    web::Response Closed() {
        if (!IsEmpty(house.platform())) done();
        return web::NoStore(web::Page(FirstRunClosedPage(), 503));
    }

    bool Knows(const identity::AnyRequest& request, std::string_view typed) {
        return tries.Allow(web::AskerOf(request.http.address), SystemClock().Now()) &&
               SameSecret(identity::NormalCode(typed), code);
    }

    std::string OwnSettings() const { return HasOwnSettings(house.configuration()) ? house.configuration().source : ""; }

    web::Response Show(const identity::AnyRequest& request) {
        const auto typed = request.http.Asked("ma");
        if (!Knows(request, typed)) return Closed();
        return web::NoStore(web::Page(FirstRunPage({.submission = "national"}, typed, OwnSettings(), {})));
    }

    web::Response Make(const identity::AnyRequest& request) {
        const auto& form = request.http.form;
        if (!Knows(request, form.Value("ma"))) return Closed();
        const auto value = [&](const char* name) { return std::string(form.Value(name)); };
        const ProvinceWanted wanted{.province = value("province"),
                                    .era = value("era"),
                                    .submission = value("submission"),
                                    .units = "",
                                    .base_url = value("base-url"),
                                    .contact = value("contact"),
                                    .login = value("admin"),
                                    .name = value("admin-name")};
        const auto made = MakeProvince(house.platform(), house.configuration(), wanted);
        if (!made) return web::NoStore(web::Page(FirstRunPage(wanted, form.Value("ma"), OwnSettings(), made.error()), 422));
        done();
        return web::NoStore(web::Page(FirstRunDonePage(*made)));
    }
};

}  // namespace

bool ServeFirstRun(House& house) {
    const auto& configuration = house.configuration();
    auto platform = house.platform();
    FirstRun first{.house = house, .code = identity::FreshSigns(identity::kAccessSigns), .done = {}};
    web::Metrics metrics;
    Health health(platform);
    auto site = MakeBareSite(metrics, health);
    site.Get("/cai-dat", identity::Anyone, [&](const identity::AnyRequest& request) { return first.Show(request); });
    site.Post(
        "/cai-dat", identity::Anyone, [&](const identity::AnyRequest& request) { return first.Make(request); }, web::Lane::slow);
    web::Server server(
        SettingsOf(configuration, platform), site,
        [&](web::Request& request, const web::Handler& handler) {
            return Answer(platform, request, handler ? handler : [&](web::Request&) { return first.Closed(); });
        },
        metrics);
    std::atomic<bool> done = false;
    first.done = [&] {
        done = true;
        server.Stop();
    };
    const int port = server.Listen();
    health.Start();
    // What people type and what stands in the log are one: the code is nowhere else.
    const auto address = fmt::format("{}{}?ma={}", ShownAddress(configuration, port), kPath, identity::InGroups(first.code));
    fmt::print("Đông Sơn: {}\nThis folder is empty. Open that address, or stop and run: dongson setup {}\n", address,
               ToTypeAgain(configuration));
    std::fflush(stdout);
    Log(Severity::warning, "SETUP_WAITS", {{"url", address}});
    server.Run();
    health.Stop();
    return done;
}

}  // namespace dongson::commands
