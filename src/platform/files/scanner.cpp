#include "platform/files/scanner.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <memory>

#include "core/log.h"
#include "core/text.h"

namespace dongson::files {

namespace {

constexpr std::size_t kChunk = 64 << 10;
constexpr int kSeconds = 30;

// A connected socket that closes itself; −1 when nobody answers.
class Connection {
  public:
    explicit Connection(const std::string& address) { address.starts_with('/') ? ConnectLocal(address) : ConnectByName(address); }
    ~Connection() { Close(); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool open() const { return socket_ >= 0; }
    bool Send(const void* bytes, std::size_t size) {
        const auto* at = static_cast<const char*>(bytes);
        while (size > 0) {
            const auto sent = ::send(socket_, at, size, MSG_NOSIGNAL);
            if (sent <= 0) return false;
            at += sent;
            size -= static_cast<std::size_t>(sent);
        }
        return true;
    }
    std::string ReadAll() {
        std::string text;
        std::array<char, 512> part{};
        for (ssize_t read = 0; text.size() < 4096 && (read = ::recv(socket_, part.data(), part.size(), 0)) > 0;)
            text.append(part.data(), static_cast<std::size_t>(read));
        return text;
    }

  private:
    void Open(int family, const sockaddr* to, socklen_t size) {
        socket_ = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (!open()) return;
        const timeval patience{.tv_sec = kSeconds, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (::connect(socket_, to, size) != 0) Close();
    }
    void ConnectLocal(const std::string& path) {
        sockaddr_un to{};
        to.sun_family = AF_UNIX;
        path.copy(to.sun_path, sizeof to.sun_path - 1);
        Open(AF_UNIX, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    }
    void ConnectByName(const std::string& address) {
        const auto colon = address.rfind(':');
        if (colon == std::string::npos) return;
        addrinfo wanted{};
        wanted.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (::getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &wanted, &found) != 0) return;
        const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned(found, ::freeaddrinfo);
        for (const auto* each = found; each != nullptr && !open(); each = each->ai_next)
            Open(each->ai_family, each->ai_addr, each->ai_addrlen);
    }
    void Close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    int socket_ = -1;
};

// clamd's answer: "stream: OK", "stream: Eicar-Signature FOUND", "… ERROR". Empty when it could not be asked.
std::string Ask(const std::string& address, const std::string& path) {
    Connection clamd(address);
    if (!clamd.open() || !clamd.Send("zINSTREAM", 10)) return {};
    std::ifstream file(path, std::ios::binary);
    std::string chunk(kChunk, '\0');
    while (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), file.gcount() > 0) {
        const auto size = static_cast<std::uint32_t>(file.gcount());
        const auto length = htonl(size);
        // Past its own limit clamd answers early; what it says is read below.
        if (!clamd.Send(&length, sizeof length) || !clamd.Send(chunk.data(), size)) break;
    }
    const std::uint32_t end = 0;
    clamd.Send(&end, sizeof end);
    return clamd.ReadAll();
}

}  // namespace

Result<void> Scanner::Scan(const std::string& path, std::string_view name) const {
    if (!configured()) return {};
    const auto answer = Ask(address_, path);
    if (answer.find(": OK") != std::string::npos) return {};
    if (answer.find(" FOUND") != std::string::npos) {
        Log(Severity::warning, "FILE_INFECTED", {{"name", std::string(name)}, {"clamd", answer.c_str()}});
        return std::unexpected(Refusal{
            "FILE_INFECTED",
            Say("Tệp “{1}” có mã độc, nên không nhận. Hãy quét máy của bạn rồi gửi tệp khác.", Shorten(name, 60)), "tep"});
    }
    Log(Severity::error, "FILE_NOT_SCANNED", {{"clamd", address_}, {"answer", answer.c_str()}});
    return std::unexpected(
        Refusal{"FILE_NOT_SCANNED",
                Say("Lúc này chưa kiểm tra được tệp “{1}”, nên chưa nhận. Hãy thử lại sau ít phút.", Shorten(name, 60)), "tep",
                RefusalKind::unavailable});
}

}  // namespace dongson::files
