#include "modules/soc/watch/udp_receiver.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <system_error>
#include <vector>

#include "modules/soc/watch/watcher.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kAtOnce = 64, kDatagram = 64 << 10;
constexpr int kKernelBytes = 64 << 20;

[[noreturn]] void Fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::string AddressOf(const sockaddr_storage& from) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (from.ss_family == AF_INET) {
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(from).sin_addr, text.data(), text.size());
    } else {
        const auto& six = reinterpret_cast<const sockaddr_in6&>(from).sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&six)) {
            inet_ntop(AF_INET, six.s6_addr + 12, text.data(), text.size());
        } else {
            inet_ntop(AF_INET6, &six, text.data(), text.size());
        }
    }
    return text.data();
}

}  // namespace

UdpReceiver::UdpReceiver(const std::string& host, int port, std::size_t most_bytes, Watcher& watcher)
    : most_bytes_(most_bytes), watcher_(watcher) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
        errno = EADDRNOTAVAIL;
        Fail(host.c_str());
    }
    socket_ = ::socket(found->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    // As much as the kernel gives; with CAP_NET_ADMIN more than its usual limit.
    if (socket_ >= 0 && ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUFFORCE, &kKernelBytes, sizeof kKernelBytes) != 0)
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &kKernelBytes, sizeof kKernelBytes);
    const timeval often{0, 200'000};
    if (socket_ >= 0) {
        ::setsockopt(socket_, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof on);
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &often, sizeof often);
    }
    const bool bound = socket_ >= 0 && ::bind(socket_, found->ai_addr, found->ai_addrlen) == 0;
    const int error = errno;
    freeaddrinfo(found);
    if (!bound) {
        if (socket_ >= 0) ::close(socket_);
        errno = error;
        Fail("UDP");
    }
    sockaddr_storage mine{};
    socklen_t size = sizeof mine;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&mine), &size);
    port_ = ntohs(mine.ss_family == AF_INET ? reinterpret_cast<sockaddr_in&>(mine).sin_port
                                            : reinterpret_cast<sockaddr_in6&>(mine).sin6_port);
    thread_ = std::thread([this] { Run(); });
}

UdpReceiver::~UdpReceiver() {
    stopping_ = true;
    thread_.join();
    ::close(socket_);
}

void UdpReceiver::Run() {
    std::vector<char> bytes(kAtOnce * kDatagram);
    std::array<mmsghdr, kAtOnce> messages{};
    std::array<iovec, kAtOnce> parts{};
    std::array<sockaddr_storage, kAtOnce> from{};
    constexpr std::size_t kControl = CMSG_SPACE(sizeof(std::uint32_t));
    alignas(cmsghdr) std::array<char, kAtOnce * kControl> control{};
    std::map<std::string, std::uint32_t> known;  // sources by address, while the table is the same
    std::shared_ptr<const SourceTable> table;
    std::uint32_t dropped_before = 0;
    while (!stopping_) {
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            parts[i] = {bytes.data() + i * kDatagram, kDatagram};
            messages[i] = {};
            messages[i].msg_hdr = {&from[i], sizeof from[i], &parts[i], 1, control.data() + i * kControl, kControl, 0};
        }
        const int got = ::recvmmsg(socket_, messages.data(), kAtOnce, MSG_WAITFORONE, nullptr);
        if (got <= 0) continue;
        const Instant now = SystemClock().Now();
        if (const auto fresh = watcher_.sources(); fresh != table || known.size() > 10'000) {
            table = fresh;
            known.clear();
        }
        std::vector<Offered> events;
        events.reserve(static_cast<std::size_t>(got));
        for (std::size_t i = 0; i < static_cast<std::size_t>(got); ++i) {
            for (cmsghdr* each = CMSG_FIRSTHDR(&messages[i].msg_hdr); each != nullptr;
                 each = CMSG_NXTHDR(&messages[i].msg_hdr, each)) {
                if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SO_RXQ_OVFL) continue;
                std::uint32_t dropped = 0;
                std::memcpy(&dropped, CMSG_DATA(each), sizeof dropped);
                if (const std::uint32_t more = dropped - dropped_before; more > 0) watcher_.Lost(kNobody, Unkept::crowded, more);
                dropped_before = dropped;
            }
            const std::string address = AddressOf(from[i]);
            const auto [source, fresh] = known.try_emplace(address, kNobody);
            if (fresh)
                if (const Source* found = table->OfAddress(address)) source->second = found->number;
            events.push_back(
                {source->second, Shape::syslog, now, std::string(bytes.data() + i * kDatagram, messages[i].msg_len)});
        }
        watcher_.Offer(std::move(events));
    }
}

}  // namespace dongson::soc
