#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "commands/commands.h"
#include "commands/configuration.h"
#include "core/command_line.h"
#include "core/read_file.h"
#include "core/text.h"
#include "platform/ledger/note.h"

namespace dongson::commands {

namespace {

// The key among several that a proof's checkpoint is signed with; the first when none is, so that the refusal says what is wrong.
std::string KeyOf(std::string_view proof, const std::vector<std::string>& keys) {
    const auto parsed = ledger::ParseProof(proof);
    const auto note = parsed ? ledger::ParseNote(parsed->checkpoint) : std::unexpected(parsed.error());
    const auto found = std::ranges::find_if(keys, [&](const std::string& key) {
        const auto verifier = ledger::ParseVerifier(key);
        return note && verifier && note->Of(*verifier) != nullptr;
    });
    return found == keys.end() ? keys.front() : *found;
}

}  // namespace

// Needs nothing but files and the log's public key: no network, no database.
int Verify(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"key", "keys", "data", "name"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.empty()) return Complain({"COMMAND_FILE", Say("usage: dongson verify FILE... --key KEY"), ""}, 2);
    std::vector<std::string> keys;
    if (const auto list = arguments->Value("keys"); !list.empty()) {
        const auto text = ReadFile(list);
        if (!text) return Complain({"COMMAND_FILE", Say("cannot read {1}", list), ""}, 2);
        for (const auto line : Split(*text, '\n'))
            if (!Trim(line).empty()) keys.emplace_back(Trim(line));
    }
    if (const auto key = arguments->Value("key"); !key.empty()) keys.push_back(key);
    if (keys.empty())
        keys.push_back(ledger::SigningKey::Load(arguments->Value("data", "var/data") + "/ledger/key",
                                                arguments->Value("name", "dongson.thanhhoa.example/so-cai"))
                           .Verifier());
    int status = 0;
    for (const auto& path : arguments->words) {
        const auto proof = ReadFile(path);
        if (!proof) return Complain({"COMMAND_FILE", Say("cannot read {1}", path), ""}, 2);
        const auto proven = ledger::CheckProof(*proof, KeyOf(*proof, keys));
        if (!proven) {
            status = Complain(proven.error(), 1);
            continue;
        }
        fmt::print("TRUE: entry {} of a signed ledger of {} says:\n{}", proven->index, proven->size, proven->content);
    }
    return status;
}

}  // namespace dongson::commands
