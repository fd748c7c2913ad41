// The language that analysts ask in: a useful part of KQL and Lucene, and Sigma itself.
//
//   failed password                    both words, anywhere in what was written
//   user.name:root and not source.ip:10.0.0.0/8
//   source.port >= 1024  event.outcome:(failure or unknown)  CommandLine:*whoami*  message:/Failed \S+ for/  url.query:*
//
// and, or, not (also AND, OR, NOT, &&, ||, !, a leading -), side by side is and; "in quotes", * and ? outside of them; [a TO b]
// and {a TO b}; a network after a colon is all of its addresses. A value with a field is the whole value, but for `message`, in
// which words are sought. The size of letters never matters. A text that begins with "title:" or "detection:" is a rule of Sigma.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/soc/engine/fields.h"
#include "modules/soc/engine/log_sources.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

struct Query {
    Fields fields;
    LogSources sources;
    Condition condition;
    std::vector<LogSource> wanted;  // of a rule of Sigma; empty: any
    bool everything = false;        // nothing is asked: every event
    FieldId counted = kAnyField;    // whose values are counted beside
};

// The refusal says what is wrong and where.
// `counted`: a field whose values are wanted of what is found; none when empty.
Result<std::shared_ptr<const Query>> ReadQuery(std::string_view text, std::string_view counted = {});
// A value between quotes, as the language writes it.
std::string QuoteValue(std::string_view value);
// The same language as a condition over fields that exist already: what exceptions of rules are written in.
Result<Condition> ReadQueryInto(std::string_view text, Fields& fields);

}  // namespace dongson::soc
