// What an operator does with the public ledger, and what anybody else does to hold it to its word.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "commands/commands.h"
#include "commands/house.h"
#include "commands/modules.h"
#include "core/command_line.h"
#include "core/text.h"
#include "platform/ledger/audit.h"
#include "platform/ledger/mend.h"
#include "platform/ledger/watch.h"
#include "platform/personal_data/correct.h"

namespace dongson::commands {

namespace {

void PrintMended(const ledger::Mended& mended) {
    fmt::print("the signed tree has {} entries; the database had the first {} of it\n", mended.size, mended.common);
    if (mended.took_over) fmt::print("this folder signs from now on; never start the other one again\n");
    if (mended.memory) fmt::print("the folder had forgotten the newest tree; it was taken from the database\n");
    if (mended.clock) fmt::print("the newest signature lay in the future; it counts as of now\n");
    if (mended.found > 0)
        fmt::print("{} entries waited in the database though they were signed: they have their places again\n", mended.found);
    if (mended.waits > 0) fmt::print("{} entries stood in another tree: they get new places\n", mended.waits);
    for (const auto& numbers : mended.numbers)
        fmt::print("LOST: numbers {} to {} of the book \"{}\" were given; they are not given again\n", numbers.first,
                   numbers.last, numbers.book);
}

int Mend(const Arguments& arguments) {
    const auto configuration = ReadConfiguration(arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    auto& ledger = (*house)->platform().ledger;
    const auto mended = ledger::Mending(ledger).Run(arguments.Has("here"));
    if (!mended) return Complain(mended.error(), 1);
    PrintMended(*mended);
    for (const auto& lost : ledger.Losses())
        fmt::print("LOST: entries {} to {}, signed between {} and {}\n", lost.first, lost.last, lost.after.Rfc3339(),
                   lost.until.Rfc3339());
    fmt::print("the ledger goes on\n");
    return 0;
}

// 0: the database says what the ledger says; 1: it does not, and where.
int AuditAll(const Arguments& arguments) {
    const auto configuration = ReadConfiguration(arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    const auto& platform = (*house)->platform();
    while (platform.ledger.Sequence() > 0) {
    }
    ledger::Audit audit(platform.storage, platform.ledger.Verifier());
    if (const auto trouble = platform.ledger.Trouble()) {
        const LanguageScope english(Language::english);
        audit.Fault(trouble->sentence.Now());
    }
    audit.HoldTree();
    for (const auto* module : Modules())
        if (module->audit != nullptr) module->audit(platform, audit);
    personal_data::AuditCorrections(platform, audit);
    audit.HoldUnclaimed();
    for (const auto& fault : audit.faults()) fmt::print("{}\n", fault);
    fmt::print("{}: {} entries of the signed tree, {} values of rows held against them, {} faults\n",
               audit.faults().empty() ? "TRUE" : "FALSE", audit.entries(), audit.lines(), audit.faults().size());
    return audit.faults().empty() ? 0 : 1;
}

// 0: it continues what was seen; 1: it does not; what cannot be read now is looked at again.
int Watch(const Arguments& arguments) {
    const auto folder = arguments.Value("data"), key = arguments.Value("key");
    if (arguments.words.size() != 2 || folder.empty() || !ledger::ParseVerifier(key))
        return Complain(
            {"COMMAND_LEDGER", Say("usage: dongson ledger watch URL --key KEY --data DIR [--every SECONDS | --once]"), ""}, 2);
    std::vector<std::string> witnesses;
    const auto named = arguments.Value("witnesses");
    for (const auto witness : Split(named, ','))
        if (!Trim(witness).empty()) witnesses.emplace_back(Trim(witness));
    ledger::Watch watch(folder, key, witnesses, ledger::FetchFrom(arguments.words[1]));
    const int every = std::max(1, std::atoi(arguments.Value("every", "60").c_str()));
    while (true) {
        const auto now = SystemClock().Now().Rfc3339();
        try {
            const auto seen = watch.Look();
            using enum ledger::Watch::Verdict;
            if (seen.verdict == forked) {
                fmt::print(stderr, "{} FORK: the log signed two histories; both checkpoints lie in {}\n", now, seen.evidence);
                return 1;
            }
            if (seen.verdict == went_back)
                fmt::print(stderr, "{} BACK: the log shows {} entries, and showed {} before\n", now, seen.size, seen.before);
            else
                fmt::print("{} {} entries continue the {} seen before; {} witnesses cosigned{}\n", now, seen.size, seen.before,
                           seen.cosigners, seen.cosigned_at == 0 ? "" : " at " + Instant{seen.cosigned_at * 1000}.Rfc3339());
            std::fflush(stdout);
            if (arguments.Has("once")) return seen.verdict == went_back ? 1 : 0;
        } catch (const std::exception& error) {
            fmt::print(stderr, "{} cannot look: {}\n", now, error.what());
            if (arguments.Has("once")) return 2;
        }
        ::sleep(static_cast<unsigned>(every));
    }
}

}  // namespace

int Ledger(const std::vector<std::string>& given) {
    auto options = kConfigurationOptions;
    options.insert(options.end(), {"key", "witnesses", "every"});
    const auto arguments = ParseArguments(given, options, {"here", "once"});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto what = arguments->words.empty() ? "" : arguments->words[0];
    if (what == "mend" && arguments->words.size() == 1) return Mend(*arguments);
    if (what == "audit" && arguments->words.size() == 1) return AuditAll(*arguments);
    if (what == "watch") return Watch(*arguments);
    return Complain({"COMMAND_LEDGER", Say("usage: dongson ledger mend|audit|watch; see dongson ledger --help"), ""}, 2);
}

}  // namespace dongson::commands
