// Whole answers kept ready for everybody who asks for the same: only anonymous ones, each for the seconds it said.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/compression.h"
#include "web/request.h"

namespace dongson::web {

// A whole answer, ready to send, that many readers share.
struct SharedPage {
    std::string head;  // up to, and without, the Date line
    std::string body;
    std::string etag;
    int status = 200;
    std::chrono::steady_clock::time_point until;
};

// The status line and the headers of an answer; `encoding` is empty when the body goes out as it is, there is no length while
// nobody knows it.
std::string HeadOf(const Response& response, std::string_view encoding, std::optional<std::size_t> length);

// A kept answer is in the form that browsers are given. Who would rather have another (RDF of a dataset) asks for himself.
bool WantsWhatIsShared(std::string_view accept);

// Packed for an encoding; what takes long is done here, by whoever calls.
std::shared_ptr<const SharedPage> MakeShared(const Response& response, Encoding encoding);

class SharedPages {
  public:
    // The page kept for an address in an encoding, while it is fresh.
    std::shared_ptr<const SharedPage> Find(std::string_view target, Encoding encoding);
    void Keep(std::string_view target, Encoding encoding, std::shared_ptr<const SharedPage> page);

  private:
    std::unordered_map<std::string, std::shared_ptr<const SharedPage>> pages_;
    std::size_t bytes_ = 0;  // of all that were put in since the last clearing
};

}  // namespace dongson::web
