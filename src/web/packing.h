// What a worker does to an answer before it goes out: makes it smaller, and sees that the file it names is there.
#pragma once

#include <memory>

#include "web/shared_pages.h"

namespace dongson::web {

// A handler's answer, packed for its reader; `shared` when others may have the same.
struct Answered {
    Response response;
    std::shared_ptr<const SharedPage> shared = {};
    // Of an answer that its worker sent: the bytes of its head, how many of all have gone, and those that have not.
    std::size_t head = 0, gone = 0;
    std::string rest = {};
};

// The encoding this reader gets this answer in.
Encoding EncodingFor(const Request& request, const Response& response);
Answered Pack(const Request& request, Response response, bool may_share);
// Whether the file an answer sends lies there whole. What is missing is said before the first byte, not by a broken connection.
bool FileIsThere(const Response& response);

}  // namespace dongson::web
