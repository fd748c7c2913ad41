// Any bytes as an event of any shape, read by any parser. The first byte chooses both. What rules see and what people are shown
// is made without reading past the bytes, and what stands in an event lives as long as it does.
#include <cstdlib>
#include <string>

#include "modules/soc/engine/log_sources.h"
#include "modules/soc/intelligence/recogniser.h"
#include "modules/soc/normalise/normaliser.h"

using namespace dongson;
using namespace dongson::soc;

namespace {

struct Room {
    Fields fields;
    LogSources sources;
    std::unique_ptr<Normaliser> normaliser;
    Room() {
        ReadShippedFieldNames(fields);
        for (const char* name : {"source.ip", "user.name", "message", "event.outcome", "url.path", "CommandLine"})
            fields.Of(name);
        sources.ReadShipped(fields);
        normaliser = std::make_unique<Normaliser>(Parsers::Shipped(), fields, sources);
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Room room;
    if (size == 0) return 0;
    const auto& parsers = Parsers::Shipped().all();
    const std::size_t choice = data[0] / 3U;
    const Parser* wanted = choice < parsers.size() ? &parsers[choice] : nullptr;
    std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    bytes.append(JsonReader::kPaddingAfter, ' ');
    const EventRecord record{.shape = static_cast<Shape>(data[0] % 3U),
                             .received = {1'790'000'000'000},
                             .bytes = std::string_view(bytes).substr(0, size - 1)};
    Event event;
    const auto read = room.normaliser->Read(record, wanted, event);
    std::size_t letters = read.derived.size();
    for (const auto& value : event.values()) letters += event.Text(value).size() + event.Folded(value).size();
    for (const auto& [name, value] : room.normaliser->Explain(record, wanted)) letters += name.size() + value.size();
    if (letters > size * 200 + 100'000) std::abort();
    return 0;
}
