#include "modules/open_data/actions/fetch_sftp.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <libssh/sftp.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>

namespace dongson::open_data {

namespace {

constexpr int kConnectMilliseconds = 10'000;

template <auto Free>
struct Freed {
    template <class Handle>
    void operator()(Handle* handle) const {
        Free(handle);
    }
};
struct EndedSession {
    void operator()(ssh_session session) const {
        ssh_disconnect(session);
        ssh_free(session);
    }
};
using Session = std::unique_ptr<ssh_session_struct, EndedSession>;
using Sftp = std::unique_ptr<sftp_session_struct, Freed<sftp_free>>;
using OpenFile = std::unique_ptr<sftp_file_struct, Freed<sftp_close>>;
using OpenFolder = std::unique_ptr<sftp_dir_struct, Freed<sftp_closedir>>;
using Entry = std::unique_ptr<sftp_attributes_struct, Freed<sftp_attributes_free>>;

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "dia_chi"});
}
std::unexpected<Refusal> Failed(const std::string& why) {
    return No("FETCH_FAILED", Say("Không lấy được từ địa chỉ này: {1}", why));
}

struct Address {
    std::string user, host, port, path;
};

std::optional<Address> ParseAddress(const std::string& url) {
    const std::unique_ptr<CURLU, Freed<curl_url_cleanup>> parsed(curl_url());
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return std::nullopt;
    const auto part = [&](CURLUPart which, unsigned flags = CURLU_URLDECODE) {
        char* text = nullptr;
        curl_url_get(parsed.get(), which, &text, flags);
        std::string copy(text == nullptr ? "" : text);
        curl_free(text);
        return copy;
    };
    Address address{part(CURLUPART_USER), part(CURLUPART_HOST), part(CURLUPART_PORT, 0), part(CURLUPART_PATH)};
    if (address.port.empty()) address.port = "22";
    if (address.user.empty() || address.host.empty()) return std::nullopt;
    return address;
}

bool Connect(int socket, const addrinfo& where) {
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
    if (::connect(socket, where.ai_addr, where.ai_addrlen) != 0) {
        pollfd waited{socket, POLLOUT, 0};
        int error = 0;
        socklen_t size = sizeof error;
        if (errno != EINPROGRESS || ::poll(&waited, 1, kConnectMilliseconds) != 1 ||
            ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0)
            return false;
    }
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) & ~O_NONBLOCK);
    return true;
}

// A connection to the very address that was looked at; the session closes it.
Result<int> Reach(const Address& address, const FetchLimits& limits) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0) return Failed(address.host);
    const std::unique_ptr<addrinfo, Freed<freeaddrinfo>> list(found);
    bool blocked = false;
    for (const auto* each = found; each != nullptr; each = each->ai_next) {
        if (!limits.allow_private && !IsPublicAddress(*each->ai_addr)) {
            blocked = true;
            continue;
        }
        const int socket = ::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (socket >= 0 && Connect(socket, *each)) return socket;
        if (socket >= 0) ::close(socket);
    }
    if (blocked) return std::unexpected(PrivateAddress());
    return Failed(address.host);
}

Result<Session> SignIn(const Address& address, const FetchLimits& limits) {
    const auto socket = Reach(address, limits);
    if (!socket) return std::unexpected(socket.error());
    Session session(ssh_new());
    const auto option = [&](ssh_options_e which, const void* value) { ssh_options_set(session.get(), which, value); };
    const long seconds = limits.seconds;
    const int no = 0;
    option(SSH_OPTIONS_PROCESS_CONFIG, &no);  // nothing of the machine's own settings, which may name programs to run
    option(SSH_OPTIONS_HOST, address.host.c_str());
    option(SSH_OPTIONS_PORT_STR, address.port.c_str());
    option(SSH_OPTIONS_USER, address.user.c_str());
    option(SSH_OPTIONS_FD, &*socket);
    option(SSH_OPTIONS_TIMEOUT, &seconds);
    option(SSH_OPTIONS_KNOWNHOSTS, limits.known_hosts.c_str());
    option(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, limits.known_hosts.c_str());
    if (ssh_connect(session.get()) != SSH_OK) return Failed(ssh_get_error(session.get()));
    if (ssh_session_is_known_server(session.get()) != SSH_KNOWN_HOSTS_OK)
        return No(
            "FETCH_SERVER_UNKNOWN",
            Say("Máy chủ {1} không có trong danh sách máy chủ được biết, hoặc khóa của nó đã đổi. Hãy nhờ người vận hành kiểm tra.",
                address.host));
    ssh_key raw = nullptr;
    if (ssh_pki_import_privkey_file(limits.key_file.c_str(), nullptr, nullptr, nullptr, &raw) != SSH_OK)
        return Failed("pull_key");
    const std::unique_ptr<ssh_key_struct, Freed<ssh_key_free>> key(raw);
    if (ssh_userauth_publickey(session.get(), nullptr, key.get()) != SSH_AUTH_SUCCESS)
        return No("FETCH_NOT_ADMITTED",
                  Say("Máy chủ {1} không nhận khóa của cổng cho tài khoản {2}.", address.host, address.user));
    return session;
}

std::int64_t WriteNames(sftp_session sftp, sftp_dir folder, std::FILE* file) {
    std::int64_t bytes = 0;
    while (const Entry entry{sftp_readdir(sftp, folder)})
        if (entry->type == SSH_FILEXFER_TYPE_REGULAR) bytes += std::fprintf(file, "%s\n", entry->name);
    return bytes;
}

}  // namespace

Result<std::int64_t> FetchBySftp(const std::string& url, const std::string& path, const FetchLimits& limits) {
    if (limits.key_file.empty() || limits.known_hosts.empty())
        return No("FETCH_NO_KEY", Say("Cổng chưa được cấu hình để lấy tệp qua SFTP. Hãy nhờ người vận hành."));
    const auto address = ParseAddress(url);
    if (!address) return No("FETCH_ADDRESS", Say("Địa chỉ SFTP viết dạng sftp://ten@may-chu/thu-muc/tep.csv."));
    const auto session = SignIn(*address, limits);
    if (!session) return std::unexpected(session.error());
    const Sftp sftp(sftp_new(session->get()));
    if (!sftp || sftp_init(sftp.get()) != SSH_OK) return Failed(ssh_get_error(session->get()));
    const std::unique_ptr<std::FILE, Freed<std::fclose>> file(std::fopen(path.c_str(), "wb"));
    if (!file) throw std::runtime_error("cannot write " + path);
    if (address->path.ends_with('/')) {
        const OpenFolder folder(sftp_opendir(sftp.get(), address->path.c_str()));
        if (!folder) return Failed(address->path);
        const auto bytes = WriteNames(sftp.get(), folder.get(), file.get());
        if (std::fflush(file.get()) != 0) throw std::runtime_error("cannot write " + path);
        return bytes;
    }
    const OpenFile opened(sftp_open(sftp.get(), address->path.c_str(), O_RDONLY, 0));
    if (!opened) return Failed(address->path);
    std::array<char, 32'768> buffer;
    std::int64_t bytes = 0;
    for (ssize_t part = 0; (part = sftp_read(opened.get(), buffer.data(), buffer.size())) != 0; bytes += part) {
        if (part < 0) return Failed(ssh_get_error(session->get()));
        if (bytes + part > limits.bytes)
            return No("FETCH_TOO_LARGE", Say("Tệp ở địa chỉ này lớn quá {1} MB.", std::to_string(limits.bytes >> 20)));
        if (std::fwrite(buffer.data(), 1, static_cast<std::size_t>(part), file.get()) != static_cast<std::size_t>(part))
            throw std::runtime_error("cannot write " + path);
    }
    if (std::fflush(file.get()) != 0) throw std::runtime_error("cannot write " + path);
    return bytes;
}

}  // namespace dongson::open_data
