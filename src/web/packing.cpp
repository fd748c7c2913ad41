#include "web/packing.h"

#include <sys/stat.h>
#include <unistd.h>

namespace dongson::web {

namespace {
constexpr std::size_t kWorthPacking = 1000;
}

Encoding EncodingFor(const Request& request, const Response& response) {
    return IsCompressible(response.type) ? ChooseEncoding(request.Header("accept-encoding")) : Encoding::identity;
}

Answered Pack(const Request& request, Response response, bool may_share) {
    if (response.events || response.pieces || response.file) return {.response = std::move(response)};
    const auto encoding = EncodingFor(request, response);
    if (may_share && response.shared_seconds > 0) {
        auto shared = MakeShared(response, encoding);
        return {.response = std::move(response), .shared = std::move(shared)};
    }
    if (response.compress && response.body.size() > kWorthPacking && IsCompressible(response.type)) {
        if (encoding != Encoding::identity) {
            response.body = Compress(response.body, encoding, Effort::quick);
            response.With("content-encoding", EncodingName(encoding));
        }
        response.With("vary", "accept-encoding");
    }
    return {.response = std::move(response)};
}

bool FileIsThere(const Response& response) {
    struct stat found{};
    return !response.file || (::access(response.file->path.c_str(), R_OK) == 0 &&
                              ::stat(response.file->path.c_str(), &found) == 0 && found.st_size == response.file->size);
}

}  // namespace dongson::web
