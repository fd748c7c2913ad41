#include "modules/open_data/actions/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <exception>
#include <memory>
#include <optional>

#include "core/text.h"
#include "modules/open_data/actions/fetch_sftp.h"
#include "modules/open_data/actions/fetched_file.h"

namespace dongson::open_data {

namespace {

struct Network {
    std::uint32_t base;
    int bits;
};
// IANA's special-purpose addresses (RFC 6890 and its list), IPv4.
constexpr Network kSpecial[] = {{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
                                {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16},
                                {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4}};

bool IsPublic4(std::uint32_t address) {
    for (const auto& [base, bits] : kSpecial)
        if ((address ^ base) >> (32 - bits) == 0) return false;
    return true;
}

bool IsPublic6(const in6_addr& address) {
    const auto* bytes = address.s6_addr;
    const auto last = [&] {
        return static_cast<std::uint32_t>(bytes[12]) << 24 | static_cast<std::uint32_t>(bytes[13]) << 16 |
               static_cast<std::uint32_t>(bytes[14]) << 8 | bytes[15];
    };
    if (IN6_IS_ADDR_V4MAPPED(&address) || IN6_IS_ADDR_V4COMPAT(&address)) return IsPublic4(last());
    if (bytes[0] == 0x00 && bytes[1] == 0x64 && bytes[2] == 0xff && bytes[3] == 0x9b) return IsPublic4(last());  // NAT64
    if (bytes[0] == 0x20 && bytes[1] == 0x02)                                                                    // 6to4
        return IsPublic4(static_cast<std::uint32_t>(bytes[2]) << 24 | static_cast<std::uint32_t>(bytes[3]) << 16 |
                         static_cast<std::uint32_t>(bytes[4]) << 8 | bytes[5]);
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == 0xb8) return false;  // documentation
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02) return false;                       // 2001::/23, with Teredo
    return (bytes[0] & 0xe0) == 0x20;  // 2000::/3 is all of the open internet
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

struct Taking {
    FetchedFile* file = nullptr;  // none: what comes is left
    bool allow_private = false;
    std::optional<Refusal> refusal;
    std::exception_ptr broken;  // libcurl lets nothing through
};

// Called with the very address that a connection would go to: names that change between asking and connecting gain nothing.
curl_socket_t OpenSocket(void* own, curlsocktype, curl_sockaddr* wanted) {
    auto& taking = *static_cast<Taking*>(own);
    if (!taking.allow_private && !IsPublicAddress(wanted->addr)) {
        taking.refusal = PrivateAddress().error();
        return CURL_SOCKET_BAD;
    }
    return ::socket(wanted->family, wanted->socktype | SOCK_CLOEXEC, wanted->protocol);
}

std::size_t Take(const char* bytes, std::size_t size, std::size_t count, void* own) {
    auto& taking = *static_cast<Taking*>(own);
    if (taking.file == nullptr) return size * count;
    try {
        if (const auto written = taking.file->Write({bytes, size * count}); !written) taking.refusal = written.error();
    } catch (...) {
        taking.broken = std::current_exception();
    }
    return taking.refusal || taking.broken ? 0 : size * count;
}

// What people can do something about is said in their words; the rest as the library says it.
std::string WhyNot(CURLcode result) {
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return Say("không có máy chủ nào tên như vậy.").Now();
        case CURLE_COULDNT_CONNECT:
            return Say("máy chủ không nhận kết nối.").Now();
        case CURLE_PEER_FAILED_VERIFICATION:
            return Say("chứng chỉ của máy chủ không hợp lệ.").Now();
        case CURLE_TOO_MANY_REDIRECTS:
            return Say("địa chỉ chuyển tiếp quá nhiều lần.").Now();
        default:
            return curl_easy_strerror(result);
    }
}

void Prepare(CURL* curl, const std::string& url, const FetchLimits& limits, Taking& taking) {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(limits.redirects));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits.seconds));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // no proxy of the surroundings decides where this goes
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "dongson (open data)");
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, OpenSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &taking);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &taking);
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, &address, sizeof four);
        return IsPublic4(ntohl(four.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return false;
    sockaddr_in6 six;
    std::memcpy(&six, &address, sizeof six);
    return IsPublic6(six.sin6_addr);
}

Result<std::int64_t> FetchTo(const std::string& url, const std::string& path, const FetchLimits& limits) {
    if (url.starts_with("sftp://")) return FetchBySftp(url, path, limits);
    const Handle curl(curl_easy_init(), curl_easy_cleanup);
    FetchedFile file(path, limits);
    Taking taking{.file = &file, .allow_private = limits.allow_private};
    Prepare(curl.get(), url, limits, taking);
    const auto result = curl_easy_perform(curl.get());
    if (taking.broken) std::rethrow_exception(taking.broken);
    if (taking.refusal) return std::unexpected(*std::move(taking.refusal));
    if (result == CURLE_OPERATION_TIMEDOUT) return FetchedTooSlowly(limits);
    if (result != CURLE_OK) return FetchFailed(WhyNot(result));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status != 200)
        return NotFetched("FETCH_STATUS", Say("Địa chỉ này trả lời mã {1}, không phải 200.", std::to_string(status)));
    return file.Finish();
}

int ProbeAddress(const std::string& url) {
    const Handle curl(curl_easy_init(), curl_easy_cleanup);
    Taking taking;
    Prepare(curl.get(), url, {.seconds = 20}, taking);
    curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
    if (curl_easy_perform(curl.get()) != CURLE_OK) return 0;
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
}

}  // namespace dongson::open_data
