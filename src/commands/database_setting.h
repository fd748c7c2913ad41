// The one line of a settings file that says where a province lies.
#pragma once

#include <string>

#include "core/refusal.h"

namespace dongson::commands {

// The file's text with `database` as it is wanted: a connection string, or empty for SQLite. Everything else stays as somebody
// wrote it. Refuses when the settings would then not be read, or not as wanted.
Result<std::string> WithDatabase(const std::string& source, const std::string& yaml, const std::string& database);

}  // namespace dongson::commands
