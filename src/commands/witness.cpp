// A small witness that any other body can run beside somebody else's log.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "commands/commands.h"
#include "commands/configuration.h"
#include "core/command_line.h"
#include "core/log.h"
#include "platform/ledger/witness.h"
#include "web/layout.h"
#include "web/server.h"

namespace dongson::commands {

namespace {

// Anybody may ask: what is not signed by a log that is watched is refused.
struct Anybody {
    std::string_view name() const { return "anyone"; }
    template <class Function>
    web::Handler Admit(Function function) const {
        return function;
    }
};

web::Response Answer(const ledger::Witness::Answer& answer) {
    auto response = web::Bytes(answer.body, answer.type);
    response.status = answer.status;
    response.compress = false;
    return response;
}

ledger::SigningKey KeyIn(const std::string& folder, const std::string& name) {
    const auto path = folder + "/key";
    if (!std::filesystem::exists(path)) {
        // What was seen was signed with another key: a new one is not made in silence.
        if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
            throw std::runtime_error("the key is missing in " + folder);
        std::filesystem::create_directories(folder);
        ledger::SigningKey::Make(path);
    }
    return ledger::SigningKey::Load(path, name);
}

}  // namespace

int Witness(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"data", "listen", "name"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto name = arguments->Value("name"), folder = arguments->Value("data");
    const auto listen = arguments->Value("listen", "127.0.0.1:8090");
    const auto colon = listen.rfind(':');
    if (name.empty() || folder.empty() || arguments->words.empty() || colon == std::string::npos)
        return Complain({"COMMAND_WITNESS",
                         Say("usage: dongson witness KEY_OF_LOG... --name witness.example --data DIR --listen HOST:PORT"), ""},
                        2);
    const SystemClock clock;
    ledger::Witness witness(folder + "/seen", KeyIn(folder, name), arguments->words, clock);
    web::Router site;
    site.Post("/add-checkpoint", Anybody{}, [&](web::Request& request) { return Answer(witness.AddCheckpoint(request.body)); });
    site.Get("/", Anybody{}, [&](web::Request&) { return Answer({200, "text/plain; charset=utf-8", witness.Newest()}); });
    site.Get("/key", Anybody{},
             [&](web::Request&) { return Answer({200, "text/plain; charset=utf-8", witness.Verifier() + "\n"}); });
    web::Metrics metrics;
    web::ServerSettings settings;
    settings.host = listen.substr(0, colon);
    settings.port = std::atoi(listen.c_str() + colon + 1);
    settings.workers = 2;
    settings.forms.multipart_bytes = settings.forms.file_bytes = 1 << 20;
    web::Server server(
        settings, site,
        [](web::Request& request, const web::Handler& handler) {
            try {
                return handler ? handler(request) : Answer({404, "text/plain; charset=utf-8", "no such page\n"});
            } catch (const std::exception& error) {
                Log(Severity::error, "WITNESS_FAILED", {{"error", error.what()}});
                return Answer({500, "text/plain; charset=utf-8", "not remembered\n"});
            }
        },
        metrics);
    const int port = server.Listen();
    fmt::print("witness: http://{}:{}\n{}\n", settings.host, port, witness.Verifier());
    std::fflush(stdout);
    server.Run();
    return 0;
}

}  // namespace dongson::commands
