// What another portal answers, as CKAN or in Turtle: an offer or a refusal, never more than a page of it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "modules/open_data/metadata/elsewhere.h"
#include "modules/open_data/metadata/other_catalogue.h"

using namespace dongson::open_data;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view answer(reinterpret_cast<const char*>(data), size);
    for (const char* address : {"https://a.example/organization/x", "https://a.example/catalog.ttl"}) {
        const auto offer = OfferIn({.address = address, .words = "", .page = 1}, answer);
        if (offer && offer->datasets.size() > kOfferedAtOnce) std::abort();
    }
    for (const char* address :
         {"https://a.example/dataset/x", "https://a.example/dataset/x/resource/y", "https://a.example/c.ttl"})
        (void)FileIn(SourceOf(address), answer);
    return 0;
}
