// A local address never leaves the site, and routing never fails whatever the path.
#include <cstdlib>

#include "core/text.h"
#include "web/form.h"
#include "web/html.h"
#include "web/router.h"

using namespace dongson;

namespace {

struct Everyone {
    std::string_view name() const { return "anyone"; }
    template <class Function>
    web::Handler Admit(Function function) const {
        return function;
    }
};

const web::Router& Site() {
    static const auto site = [] {
        web::Router router;
        const auto answer = [](web::Request&) { return web::Response(); };
        router.Get("/", Everyone(), answer);
        router.Get("/ho-so/{code}/tep/{file}", Everyone(), answer);
        router.Get("/tile/{tile…}", Everyone(), answer);
        return router;
    }();
    return site;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto local = web::Url::Local(std::string(bytes));
    const auto url = local.bytes();
    if (url.starts_with("//") || url.starts_with("/\\") || (!url.starts_with('/') && !url.starts_with('#'))) std::abort();
    if (const auto path = web::PercentDecode(bytes, false)) {
        if (const auto match = Site().Find(web::Method::get, *path))
            for (const auto& [name, value] : match->parameters)
                if (value.empty()) std::abort();
    }
    const auto with = web::Url::Local("/a").With("q", bytes);
    if (with.bytes().find_first_of("\"<> \n") != std::string_view::npos) std::abort();
    return 0;
}
