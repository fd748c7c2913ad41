#include "modules/administration/commands/archive_commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"
#include "platform/definitions/import_archive.h"
#include "platform/platform.h"

namespace dongson::administration {

using definitions::Type;

namespace {

constexpr std::string_view kTypes = "types", kReason = "reason";

// "form,process"; none named: every kind there is.
Result<std::vector<const Type*>> TypesNamed(std::string_view names) {
    if (names.empty()) return definitions::Types();
    std::vector<const Type*> types;
    for (const auto name : Split(names, ',')) {
        const auto* type = definitions::FindType(name);
        if (type == nullptr) return std::unexpected(Refusal{"COMMAND_TYPE", Say("there is no kind of definition {1}", name), ""});
        types.push_back(type);
    }
    return types;
}

int Export(const Arguments& arguments, Premises& premises, std::string_view types) {
    if (arguments.words.size() != 1)
        return Complain({"COMMAND_FILE", Say("usage: dongson export definitions FILE --data DIR"), ""}, 2);
    const auto platform = premises.Open(arguments, Premises::Company::beside_a_server);
    if (!platform) return Complain(platform.error(), 1);
    const auto named = TypesNamed(types);
    if (!named) return Complain(named.error(), 2);
    const auto& house = **platform;
    const auto all = definitions::HoldingOn(house.storage, house.clock, *named, house.clock.Now().LocalDate());
    WriteDurably(arguments.words[0], definitions::Packed(all));
    fmt::print("{} definitions\n", all.size());
    return 0;
}

void Print(const definitions::ArchivedChange& change, bool proposed) {
    const auto count = [&](definitions::Change kind) {
        return std::ranges::count(change.changes, kind, &definitions::ChangedLine::change);
    };
    const auto name = change.type + " " + change.key;
    const auto lines = fmt::format("+{} -{} lines", count(definitions::Change::added), count(definitions::Change::removed));
    if (!change.why_not.empty())
        fmt::print("{}: left out: {}\n", name, change.why_not.In(Language::english));
    else if (proposed)
        fmt::print("{}: proposed as version {} ({})\n", name, change.proposed->version, lines);
    else
        fmt::print("{}: {} ({})\n", name, change.holds ? "differs" : "is new", lines);
}

}  // namespace

int ExportDefinitions(const std::vector<std::string>& given, Premises& premises) {
    auto options = Premises::Options();
    options.emplace_back(kTypes);
    const auto arguments = ParseArguments(given, options, {});
    if (!arguments) return Complain(arguments.error(), 2);
    return Export(*arguments, premises, arguments->Value(kTypes));
}

int ExportProcedures(const std::vector<std::string>& given, Premises& premises) {
    const auto arguments = ParseArguments(given, Premises::Options(), {});
    if (!arguments) return Complain(arguments.error(), 2);
    return Export(*arguments, premises, "procedure");
}

int ImportDefinitions(const std::vector<std::string>& given, Premises& premises) {
    auto options = Premises::Options();
    options.emplace_back(kReason);
    const auto arguments = ParseArguments(given, options, {"look"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 1)
        return Complain({"COMMAND_FILE", Say("usage: dongson import definitions FILE --reason WHY --data DIR"), ""}, 2);
    const auto bytes = ReadFile(arguments->words[0]);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", arguments->words[0]), ""}, 2);
    const auto platform = premises.Open(*arguments, Premises::Company::beside_a_server);
    if (!platform) return Complain(platform.error(), 1);
    const auto& house = **platform;
    const bool proposes = !arguments->Has("look");
    const auto taken =
        definitions::TakeArchive(house.storage, house.clock, house.ledger, {{}, "dongson import"},
                                 {.bytes = *bytes, .reason = std::string(arguments->Value(kReason)), .propose = proposes});
    if (!taken) return Complain(taken.error(), 1);
    for (const auto& change : taken->changes) Print(change, proposes);
    fmt::print("{} as before, {} otherwise\n", taken->same, taken->changes.size());
    if (proposes && !taken->changes.empty()) fmt::print("Decide at {}/can-bo/quan-tri/cho-xac-nhan\n", house.base_url);
    const bool all = std::ranges::all_of(taken->changes, [](const auto& each) { return each.why_not.empty(); });
    return all ? 0 : 1;
}

}  // namespace dongson::administration
