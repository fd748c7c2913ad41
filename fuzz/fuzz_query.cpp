// Any question of an analyst against any event; a zero byte parts the two. Read or refused in words.
#include <cstdlib>
#include <string>

#include "modules/soc/engine/evaluate.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/search/query.h"

using namespace dongson;
using namespace dongson::soc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t part = std::min(input.find('\0'), size);
    const auto query = ReadQuery(input.substr(0, part));
    if (!query) {
        if (query.error().sentence.In(Language::vietnamese).empty()) std::abort();
        return 0;
    }
    std::string line(input.substr(std::min(part + 1, size)));
    const std::size_t length = line.size();
    line.append(JsonReader::kPaddingAfter, ' ');
    JsonReader reader;
    Event event;
    if (reader.Read(std::string_view(line).substr(0, length), (*query)->fields, event).empty())
        (void)Holds((*query)->condition, event);
    return 0;
}
