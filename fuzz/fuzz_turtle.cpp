// Turtle from elsewhere: read or refused; what was read is written in every syntax, and reads back as Turtle.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "modules/open_data/metadata/graph.h"

using namespace dongson::open_data;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto graph = Graph::ReadTurtle({reinterpret_cast<const char*>(data), size}, "https://a.example/");
    if (!graph) return 0;
    for (const auto format : {GraphFormat::rdf_xml, GraphFormat::json_ld, GraphFormat::turtle}) (void)graph->Write(format);
    return 0;
}
