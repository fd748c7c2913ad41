// How people say it: other names of procedures, dialect words, and who does what the province does not
// (data/procedures/everyday.yaml).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/yaml.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

// What several phrases stand for: procedures, the most helpful first.
struct Saying {
    std::vector<std::string> codes, phrases;
};

// Somebody else's work, which people ask for here too.
struct OthersWork {
    std::string key;
    workflow::Words what, who;
    std::string where;  // an address, or empty
    std::vector<std::string> phrases;
};

// Something that happens in a life, and what people then come for; each errand is a question to the search.
struct Errand {
    workflow::Words words;
    std::string question;
};
struct LifeEvent {
    workflow::Words title;
    std::vector<Errand> errands;
};

// One language.
struct Speech {
    std::vector<std::string> empty;                           // words without a meaning of their own
    std::vector<std::pair<std::string, std::string>> spoken;  // what is typed → what is meant
    std::vector<Saying> sayings;
    std::vector<OthersWork> elsewhere;
};

struct EverydayWords : Speech {
    Speech english;
    std::vector<LifeEvent> life_events;
};

EverydayWords ParseEveryday(std::string source, std::string_view yaml, DefinitionErrors& errors);
// Those that travel inside the program.
const EverydayWords& ShippedEveryday();

}  // namespace dongson::one_stop
