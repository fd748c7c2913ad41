// Any rule with any event: read or refused, and found by the index exactly when plain evaluation finds it. A zero byte parts the
// two.
#include <cstdlib>
#include <string>
#include <vector>

#include "modules/soc/engine/detector.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/rule_reader.h"

using namespace dongson::soc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t part = std::min(input.find('\0'), size);
    RuleBook book({{"names", {"a", "b*"}}});
    book.Read("rule.yml", "title: t\nlogsource: {product: p}\ndetection:\n  " + std::string(input.substr(0, part)));
    book.Finish();
    LogSources sources;
    const EventClass of = sources.Declare({.product = "p"});
    const Detector detector(book, sources);
    DetectionRoom room;
    detector.Prepare(room);
    std::string line(input.substr(std::min(part + 1, size)));
    const std::size_t length = line.size();
    line.append(JsonReader::kPaddingAfter, ' ');
    JsonReader reader;
    Event event;
    std::vector<std::uint32_t> indexed, plainly;
    if (!reader.Read(std::string_view(line).substr(0, length), book.fields(), event).empty()) return 0;
    detector.Detect(event, of, room, indexed);
    detector.DetectPlainly(event, of, plainly);
    if (indexed != plainly) std::abort();
    return 0;
}
