#include <fmt/format.h>

#include <cstdio>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/configuration.h"
#include "core/read_file.h"
#include "platform/ledger/note.h"

namespace dongson::commands {

// Needs nothing but the file and the log's public key: no network, no database.
int Verify(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"key", "data"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 1) return Complain({"COMMAND_FILE", Say("usage: dongson verify FILE --key KEY"), ""}, 2);
    auto key = arguments->Value("key");
    if (key.empty())
        key = ledger::SigningKey::Load(arguments->Value("data", "var/data") + "/ledger/key", "dongson.thanhhoa.example/so-cai")
                  .Verifier();
    const auto proof = ReadFile(arguments->words[0]);
    if (!proof) return Complain({"COMMAND_FILE", Say("cannot read {1}", arguments->words[0]), ""}, 2);
    const auto proven = ledger::CheckProof(*proof, key);
    if (!proven) return Complain(proven.error(), 1);
    fmt::print("TRUE: entry {} of a signed ledger of {} says:\n{}", proven->index, proven->size, proven->content);
    return 0;
}

}  // namespace dongson::commands
