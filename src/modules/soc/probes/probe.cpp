#include "modules/soc/probes/probe.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/ip_icmp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "core/text.h"

namespace dongson::soc {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

std::int64_t MillisecondsSince(Clock::time_point begin) {
    return std::chrono::duration_cast<milliseconds>(Clock::now() - begin).count();
}

ProbeOutcome Down(std::string detail) {
    return {.state = ProbeState::down, .detail = std::move(detail)};
}

class Socket {
  public:
    explicit Socket(int socket) : socket_(socket) {}
    ~Socket() {
        if (socket_ >= 0) ::close(socket_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int get() const { return socket_; }

  private:
    int socket_;
};

bool WaitFor(int socket, short what, Clock::time_point end) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now()).count();
    pollfd wanted{socket, what, 0};
    return left > 0 && ::poll(&wanted, 1, static_cast<int>(left)) == 1;
}

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

// The reason in place of addresses when there are none.
Addresses Resolve(const std::string& host, const std::string& port, int type, std::string& reason) {
    addrinfo hints{};
    hints.ai_socktype = type;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(host.c_str(), port.empty() ? nullptr : port.c_str(), &hints, &found);
    if (error != 0) reason = ::gai_strerror(error);
    return {error == 0 ? found : nullptr, &::freeaddrinfo};
}

// host:port, and [v6]:port.
std::pair<std::string, std::string> Parted(const std::string& target) {
    const std::size_t colon = target.rfind(':');
    std::string host = target.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    return {host, target.substr(colon + 1)};
}

// A connected socket; -1 and why otherwise.
int Connect(const std::string& target, Clock::time_point end, std::string& reason) {
    const auto [host, port] = Parted(target);
    const auto addresses = Resolve(host, port, SOCK_STREAM, reason);
    for (const auto* each = addresses.get(); each != nullptr; each = each->ai_next) {
        const int socket = ::socket(each->ai_family, each->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, each->ai_protocol);
        if (socket < 0) continue;
        int error = ::connect(socket, each->ai_addr, each->ai_addrlen) == 0 ? 0 : errno;
        if (error == EINPROGRESS) {
            socklen_t size = sizeof error;
            if (!WaitFor(socket, POLLOUT, end)) {
                error = ETIMEDOUT;
            } else {
                ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
            }
        }
        if (error == 0) return socket;
        reason = std::strerror(error);
        ::close(socket);
    }
    return -1;
}

ProbeOutcome TryTcp(const std::string& target, Clock::time_point end) {
    const auto begin = Clock::now();
    std::string reason;
    const Socket socket(Connect(target, end, reason));
    if (socket.get() < 0) return Down(reason);
    return {.state = ProbeState::up, .milliseconds = MillisecondsSince(begin), .detail = "connected"};
}

ProbeOutcome TryTls(const std::string& target, Clock::time_point end) {
    const auto begin = Clock::now();
    std::string reason;
    const Socket socket(Connect(target, end, reason));
    if (socket.get() < 0) return Down(reason);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), &SSL_free);
    const std::string host = Parted(target).first;
    SSL_set_tlsext_host_name(tls.get(), host.c_str());
    SSL_set_fd(tls.get(), socket.get());
    for (int done = SSL_connect(tls.get()); done != 1; done = SSL_connect(tls.get())) {
        const int wants = SSL_get_error(tls.get(), done);
        if (wants != SSL_ERROR_WANT_READ && wants != SSL_ERROR_WANT_WRITE) return Down("TLS handshake refused");
        if (!WaitFor(socket.get(), wants == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, end)) return Down("TLS handshake timed out");
    }
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(tls.get()), &X509_free);
    if (certificate == nullptr) return Down("no certificate");
    int days = 0, seconds = 0;
    ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get()));
    ProbeOutcome outcome{.state = ProbeState::up, .milliseconds = MillisecondsSince(begin), .days_left = days};
    outcome.detail = "certificate: " + std::to_string(days) + " days left";
    if (days < 0 || seconds < 0) {
        outcome.state = ProbeState::down;
        outcome.detail = "certificate ran out";
    } else if (X509_check_host(certificate.get(), host.c_str(), host.size(), 0, nullptr) != 1 &&
               X509_check_ip_asc(certificate.get(), host.c_str(), 0) != 1) {
        outcome.state = ProbeState::down;
        outcome.detail = "certificate is for another name";
    }
    return outcome;
}

ProbeOutcome TryDns(const std::string& target) {
    const auto begin = Clock::now();
    std::string reason;
    const auto addresses = Resolve(target, "", SOCK_STREAM, reason);
    if (addresses == nullptr) return Down(reason);
    std::string all;
    for (const auto* each = addresses.get(); each != nullptr; each = each->ai_next) {
        std::array<char, NI_MAXHOST> name{};
        if (::getnameinfo(each->ai_addr, each->ai_addrlen, name.data(), name.size(), nullptr, 0, NI_NUMERICHOST) == 0)
            all.append(all.empty() ? "" : " ").append(name.data());
    }
    return {.state = ProbeState::up, .milliseconds = MillisecondsSince(begin), .detail = Shorten(all, 200)};
}

ProbeOutcome TryIcmp(const std::string& target, Clock::time_point end) {
    std::string reason;
    const auto addresses = Resolve(target, "", SOCK_DGRAM, reason);
    if (addresses == nullptr) return Down(reason);
    const bool six = addresses->ai_family == AF_INET6;
    const Socket socket(::socket(addresses->ai_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
                                 six ? static_cast<int>(IPPROTO_ICMPV6) : IPPROTO_ICMP));
    if (socket.get() < 0)
        return {.state = ProbeState::unknown, .detail = "this machine may not ping (net.ipv4.ping_group_range)"};
    std::array<char, 16> request{};
    request[0] = six ? static_cast<char>(128) : static_cast<char>(ICMP_ECHO);
    const auto begin = Clock::now();
    if (::sendto(socket.get(), request.data(), request.size(), 0, addresses->ai_addr, addresses->ai_addrlen) < 0)
        return Down(std::strerror(errno));
    if (!WaitFor(socket.get(), POLLIN, end)) return Down("no answer");
    std::array<char, 256> answer{};
    if (::recv(socket.get(), answer.data(), answer.size(), 0) < 0) return Down(std::strerror(errno));
    return {.state = ProbeState::up, .milliseconds = MillisecondsSince(begin), .detail = "answered"};
}

std::size_t Discard(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

ProbeOutcome TryHttp(const std::string& target, milliseconds patience) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
    curl_easy_setopt(curl.get(), CURLOPT_URL, target.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
    curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "dongson-probe");
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, Discard);
    curl_easy_setopt(curl.get(), CURLOPT_MAXFILESIZE, 10L << 20);
    const auto begin = Clock::now();
    const CURLcode done = curl_easy_perform(curl.get());
    if (done != CURLE_OK) return Down(curl_easy_strerror(done));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return {.state = status >= 200 && status < 400 ? ProbeState::up : ProbeState::down,
            .milliseconds = MillisecondsSince(begin),
            .detail = "HTTP " + std::to_string(status)};
}

}  // namespace

ProbeOutcome Try(ProbeKind kind, const std::string& target, milliseconds patience) {
    const auto end = Clock::now() + patience;
    switch (kind) {
        case ProbeKind::http:
            return TryHttp(target, patience);
        case ProbeKind::tcp:
            return TryTcp(target, end);
        case ProbeKind::tls:
            return TryTls(target, end);
        case ProbeKind::dns:
            return TryDns(target);
        case ProbeKind::icmp:
            return TryIcmp(target, end);
    }
    return {};
}

}  // namespace dongson::soc
