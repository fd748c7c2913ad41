#include "commands/database_setting.h"

#include "commands/configuration.h"
#include "core/log.h"
#include "core/text.h"

namespace dongson::commands {

Result<std::string> WithDatabase(const std::string& source, const std::string& yaml, const std::string& database) {
    constexpr std::string_view kKey = "database:";
    const auto line = database.empty() ? "" : std::string(kKey) + " " + JsonQuote(database) + "\n";
    std::string text;
    bool stood = false;
    for (const auto old : Split(std::string_view(yaml), '\n')) {
        const bool last = old.data() + old.size() == yaml.data() + yaml.size();
        if (last && old.empty()) break;
        if (!old.starts_with(kKey))
            text += std::string(old) + "\n";
        else if (!std::exchange(stood, true))
            text += line;
    }
    if (!stood) text += line;
    const auto parsed = ParseConfiguration(source, text);
    if (!parsed) return std::unexpected(parsed.error());
    if (parsed->database != database)
        return std::unexpected(
            Refusal{"MOVE_SWITCH",
                    Say("cannot change 'database' in {1} for you; move without --switch and change it by hand", source), ""});
    return text;
}

}  // namespace dongson::commands
