#include "commands/database_setting.h"

#include <utility>

#include "commands/configuration.h"
#include "core/log.h"
#include "core/text.h"

namespace dongson::commands {

Result<std::string> WithDatabase(const std::string& source, const std::string& yaml, const std::string& database) {
    constexpr std::string_view kKey = "database:";
    const auto by_hand = std::unexpected(Refusal{
        "MOVE_SWITCH", Say("cannot change 'database' in {1} for you; move without --switch and change it by hand", source), ""});
    const auto line = database.empty() ? "" : std::string(kKey) + " " + JsonQuote(database) + "\n";
    std::string text;
    bool stood = false, just_stood = false;
    auto lines = Split(std::string_view(yaml), '\n');
    if (lines.back().empty()) lines.pop_back();
    for (const auto old : lines) {
        // What stands on the lines below would become a part of the key before.
        if (std::exchange(just_stood, old.starts_with(kKey)) && (just_stood || old.starts_with(' ') || old.starts_with('\t')))
            return by_hand;
        if (!just_stood)
            text += std::string(old) + "\n";
        else if (!std::exchange(stood, true))
            text += line;
    }
    if (!stood) text += line;
    const auto parsed = ParseConfiguration(source, text);
    if (!parsed) return std::unexpected(parsed.error());
    if (parsed->database != database) return by_hand;
    return text;
}

}  // namespace dongson::commands
