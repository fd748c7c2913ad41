// Structured log lines for operators: one JSON object a line on standard error, each with a catalogued code.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace dongson {

enum class Severity : unsigned char { info, warning, error };

using LogField = std::pair<std::string_view, std::string>;

// `code` stands in docs/operators/messages.md with its cause, its meaning and what to do.
void Log(Severity severity, std::string_view code, std::initializer_list<LogField> fields = {});

// Who else gets each line, as it is written and without its line end; nobody when empty.
void ListenToLog(std::function<void(std::string_view line)> listener);

// The request the current thread answers; empty outside a request.
void SetRequestId(std::string id);
const std::string& RequestId();

// A JSON string with its quotes.
std::string JsonQuote(std::string_view text);
void AppendJsonText(std::string_view text, std::string& out);  // the same at the end of what is there

}  // namespace dongson
