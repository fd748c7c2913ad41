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
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "modules/open_data/actions/fetch.h"
#include "modules/open_data/actions/fetched_file.h"

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
    if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0)
        return FetchFailed(Say("không có máy chủ nào tên như vậy.").Now());
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
    if (blocked) return PrivateAddress();
    return FetchFailed(Say("máy chủ không nhận kết nối.").Now());
}

Result<Session> SignIn(const Address& address, int socket, const FetchLimits& limits) {
    Session session(ssh_new());
    const auto option = [&](ssh_options_e which, const void* value) { ssh_options_set(session.get(), which, value); };
    const long seconds = limits.seconds;
    const int no = 0;
    option(SSH_OPTIONS_PROCESS_CONFIG, &no);  // nothing of the machine's own settings, which may name programs to run
    option(SSH_OPTIONS_HOST, address.host.c_str());
    option(SSH_OPTIONS_PORT_STR, address.port.c_str());
    option(SSH_OPTIONS_USER, address.user.c_str());
    option(SSH_OPTIONS_FD, &socket);
    option(SSH_OPTIONS_TIMEOUT, &seconds);
    option(SSH_OPTIONS_KNOWNHOSTS, limits.known_hosts.c_str());
    option(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, limits.known_hosts.c_str());
    if (ssh_connect(session.get()) != SSH_OK) return FetchFailed(ssh_get_error(session.get()));
    if (ssh_session_is_known_server(session.get()) != SSH_KNOWN_HOSTS_OK)
        return NotFetched(
            "FETCH_SERVER_UNKNOWN",
            Say("Máy chủ {1} không có trong danh sách máy chủ được biết, hoặc khóa của nó đã đổi. Hãy nhờ người vận hành kiểm tra.",
                address.host));
    ssh_key raw = nullptr;
    if (ssh_pki_import_privkey_file(limits.key_file.c_str(), nullptr, nullptr, nullptr, &raw) != SSH_OK)
        return NotFetched("FETCH_NO_KEY", Say("Không đọc được khóa của cổng để lấy tệp qua SFTP. Hãy nhờ người vận hành."));
    const std::unique_ptr<ssh_key_struct, Freed<ssh_key_free>> key(raw);
    if (ssh_userauth_publickey(session.get(), nullptr, key.get()) != SSH_AUTH_SUCCESS)
        return NotFetched("FETCH_NOT_ADMITTED",
                          Say("Máy chủ {1} không nhận khóa của cổng cho tài khoản {2}.", address.host, address.user));
    return session;
}

// libssh waits for a silent server for ever: once the time is up, the connection is cut under it.
class CutAtEnd {
  public:
    CutAtEnd(int socket, int seconds)
        : socket_(::dup(socket)), watch_([this, seconds](const std::stop_token& ended) {
              std::unique_lock lock(mutex_);
              over_.wait_for(lock, ended, std::chrono::seconds(seconds), [] { return false; });
              if (ended.stop_requested()) return;
              cut_ = true;
              ::shutdown(socket_, SHUT_RDWR);
          }) {}
    ~CutAtEnd() {
        watch_.request_stop();
        watch_.join();
        ::close(socket_);
    }
    CutAtEnd(const CutAtEnd&) = delete;
    CutAtEnd& operator=(const CutAtEnd&) = delete;
    bool cut() const { return cut_; }

  private:
    const int socket_;  // of our own: the session closes the other
    std::mutex mutex_;
    std::condition_variable_any over_;
    std::atomic<bool> cut_ = false;
    std::jthread watch_;
};

Result<std::int64_t> WriteNames(sftp_session sftp, const std::string& path, FetchedFile& file) {
    const OpenFolder folder(sftp_opendir(sftp, path.c_str()));
    if (!folder) return FetchFailed(path);
    while (const Entry entry{sftp_readdir(sftp, folder.get())}) {
        if (entry->type != SSH_FILEXFER_TYPE_REGULAR) continue;
        if (const auto written = file.Write(std::string(entry->name) + "\n"); !written) return written;
    }
    if (sftp_dir_eof(folder.get()) == 0) return FetchFailed(path);
    return file.Finish();
}

Result<std::int64_t> WriteContent(sftp_session sftp, const std::string& path, FetchedFile& file) {
    const OpenFile opened(sftp_open(sftp, path.c_str(), O_RDONLY, 0));
    if (!opened) return FetchFailed(path);
    std::array<char, 32'768> buffer;
    while (const auto part = sftp_read(opened.get(), buffer.data(), buffer.size())) {
        if (part < 0) return FetchFailed(path);
        if (const auto written = file.Write({buffer.data(), static_cast<std::size_t>(part)}); !written) return written;
    }
    return file.Finish();
}

Result<std::int64_t> FetchFrom(const Address& address, int socket, FetchedFile& file, const FetchLimits& limits) {
    const auto session = SignIn(address, socket, limits);
    if (!session) return std::unexpected(session.error());
    const Sftp sftp(sftp_new(session->get()));
    if (!sftp || sftp_init(sftp.get()) != SSH_OK) return FetchFailed(ssh_get_error(session->get()));
    return address.path.ends_with('/') ? WriteNames(sftp.get(), address.path, file)
                                       : WriteContent(sftp.get(), address.path, file);
}

}  // namespace

Result<std::int64_t> FetchBySftp(const std::string& url, const std::string& path, const FetchLimits& limits) {
    if (limits.key_file.empty() || limits.known_hosts.empty())
        return NotFetched("FETCH_NO_KEY", Say("Cổng chưa được cấu hình để lấy tệp qua SFTP. Hãy nhờ người vận hành."));
    const auto address = ParseAddress(url);
    if (!address) return NotFetched("FETCH_ADDRESS", Say("Địa chỉ SFTP viết dạng sftp://ten@may-chu/thu-muc/tep.csv."));
    const auto socket = Reach(*address, limits);
    if (!socket) return std::unexpected(socket.error());
    FetchedFile file(path, limits);
    const CutAtEnd watch(*socket, limits.seconds);
    auto fetched = FetchFrom(*address, *socket, file, limits);
    if (!fetched && watch.cut()) return FetchedTooSlowly(limits);
    return fetched;
}

}  // namespace dongson::open_data
