#include "web/shared_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include <boost/beast/http/status.hpp>
#include <iterator>

#include "core/bytes.h"

namespace dongson::web {

namespace {

std::string_view Reason(int status) {
    return boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
}

std::string KeyOf(std::string_view target, Encoding encoding) {
    return fmt::format("{} {}", static_cast<int>(encoding), target);
}

}  // namespace

std::string HeadOf(const Response& response, std::string_view encoding, std::optional<std::size_t> length) {
    std::string head;
    head.reserve(1024);
    auto out = std::back_inserter(head);
    fmt::format_to(out, "HTTP/1.1 {} {}\r\ncontent-type: {}\r\n", response.status, Reason(response.status), response.type);
    if (length) fmt::format_to(out, "content-length: {}\r\n", *length);
    if (!encoding.empty()) fmt::format_to(out, "content-encoding: {}\r\n", encoding);
    for (const auto& [name, value] : response.headers) {
        // A line end in a value would start a header of the sender's own choosing.
        if (value.find_first_of("\r\n") != std::string::npos) continue;
        head.append(name).append(": ").append(value).append("\r\n");
    }
    return head;
}

bool WantsWhatIsShared(std::string_view accept) {
    if (accept.empty()) return true;
    static constexpr std::string_view kFirst[] = {"text/html", "*/*", "image/", "application/json", "application/xhtml+xml"};
    return std::ranges::any_of(kFirst, [&](std::string_view media) { return accept.starts_with(media); });
}

std::shared_ptr<const SharedPage> SharedPages::Find(std::string_view target, Encoding encoding) {
    const auto found = pages_.find(KeyOf(target, encoding));
    if (found == pages_.end()) return nullptr;
    if (std::chrono::steady_clock::now() < found->second->until) return found->second;
    pages_.erase(found);
    return nullptr;
}

std::shared_ptr<const SharedPage> MakeShared(const Response& response, Encoding encoding) {
    auto page = std::make_shared<SharedPage>();
    page->body = Compress(response.body, encoding, Effort::thorough);
    page->etag = fmt::format("\"{}\"", Hex(BytesOf(Digest(page->body))).substr(0, 20));
    page->status = response.status;
    page->head = HeadOf(response, encoding == Encoding::identity ? "" : EncodingName(encoding), page->body.size()) +
                 fmt::format("etag: {}\r\nvary: accept-encoding, cookie\r\ncache-control: public, max-age=0, must-revalidate\r\n",
                             page->etag);
    page->until = std::chrono::steady_clock::now() + std::chrono::seconds(response.shared_seconds);
    return page;
}

void SharedPages::Keep(std::string_view target, Encoding encoding, std::shared_ptr<const SharedPage> page) {
    // Thousands of different questions are kept as long as they take little room; then it begins anew.
    constexpr std::size_t kMostBytes = 32 << 20;
    bytes_ += page->head.size() + page->body.size() + target.size() + 256;
    if (bytes_ > kMostBytes) {
        pages_.clear();
        bytes_ = page->head.size() + page->body.size() + target.size() + 256;
    }
    pages_.insert_or_assign(KeyOf(target, encoding), std::move(page));
}

}  // namespace dongson::web
