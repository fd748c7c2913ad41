// Any XML as an event of Windows: one JSON object in UTF-8, or nothing.
#include <boost/json.hpp>
#include <cstdlib>
#include <string>

#include "core/text.h"
#include "modules/soc/collect/event_log.h"

using namespace dongson;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string json = soc::JsonOfEventXml({reinterpret_cast<const char*>(data), size});
    if (json.empty()) return 0;
    boost::system::error_code error;
    const auto value = boost::json::parse(json, error);
    if (error || !value.is_object() || !IsUtf8(json) || json.find('\n') != std::string::npos) std::abort();
    return 0;
}
