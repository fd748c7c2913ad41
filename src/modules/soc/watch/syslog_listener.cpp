#include "modules/soc/watch/syslog_listener.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <atomic>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "core/log.h"
#include "modules/soc/collect/syslog.h"
#include "modules/soc/watch/udp_receiver.h"
#include "modules/soc/watch/watcher.h"

namespace dongson::soc {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using tcp = asio::ip::tcp;

namespace {

using Executor = asio::io_context::executor_type;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
constexpr asio::use_awaitable_t<Executor> kAwait{};
constexpr std::size_t kRead = 64 << 10;

// The common name of the certificate that the client showed; empty when it showed none.
std::string NameOf(SSL* connection) {
    X509* shown = SSL_get1_peer_certificate(connection);
    if (shown == nullptr) return "";
    char name[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name, sizeof name);
    X509_free(shown);
    return name;
}

}  // namespace

// The connections, all on one thread.
class SyslogListener::Streams {
  public:
    Streams(const SyslogSettings& settings, Watcher& watcher)
        : settings_(settings), watcher_(watcher), context_(1), tls_context_(ssl::context::tls_server) {
        if (settings_.tls >= 0) {
            tls_context_.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
            tls_context_.use_certificate_chain_file(settings_.certificate);
            tls_context_.use_private_key_file(settings_.key, ssl::context::pem);
            if (!settings_.clients.empty()) {
                tls_context_.load_verify_file(settings_.clients);
                tls_context_.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
            }
            tls_port_ = Listen(tls_acceptor_, settings_.tls);
            asio::co_spawn(context_.get_executor(), AcceptTls(), asio::detached);
        }
        if (settings_.tcp >= 0) {
            tcp_port_ = Listen(acceptor_, settings_.tcp);
            asio::co_spawn(context_.get_executor(), Accept(), asio::detached);
        }
        thread_ = std::thread([this] { context_.run(); });
    }
    ~Streams() {
        context_.stop();
        thread_.join();
    }
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;
    int tcp_port() const { return tcp_port_; }
    int tls_port() const { return tls_port_; }

  private:
    int Listen(std::optional<Acceptor>& acceptor, int port) {
        const tcp::endpoint endpoint(asio::ip::make_address(settings_.host), static_cast<unsigned short>(port));
        acceptor.emplace(context_);
        acceptor->open(endpoint.protocol());
        acceptor->set_option(tcp::acceptor::reuse_address(true));
        acceptor->bind(endpoint);
        acceptor->listen();
        return acceptor->local_endpoint().port();
    }

    Awaitable<void> Accept() {
        while (true) {
            boost::system::error_code error;
            auto token = asio::redirect_error(kAwait, error);
            Socket socket = co_await acceptor_->async_accept(token);
            if (error) {
                co_await Breathe();
            } else if (open_ < settings_.connections) {
                asio::co_spawn(context_.get_executor(), Plain(std::move(socket)), asio::detached);
            }
        }
    }
    Awaitable<void> AcceptTls() {
        while (true) {
            boost::system::error_code error;
            auto token = asio::redirect_error(kAwait, error);
            Socket socket = co_await tls_acceptor_->async_accept(token);
            if (error) {
                co_await Breathe();
            } else if (open_ < settings_.connections) {
                asio::co_spawn(context_.get_executor(), Secured(std::move(socket)), asio::detached);
            }
        }
    }
    // Descriptors may be short for a moment, and queues full.
    Awaitable<void> Breathe() {
        Timer pause(context_);
        pause.expires_after(std::chrono::milliseconds(20));
        auto token = kAwait;
        co_await pause.async_wait(token);
    }

    Awaitable<void> Plain(Socket socket) {
        boost::system::error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error) co_return;
        const std::string address = AddressOf(peer);
        const auto find = [address](const SourceTable& table) { return table.OfAddress(address); };
        co_await Receive(socket, socket, find);
    }
    Awaitable<void> Secured(Socket socket) {
        boost::system::error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error) co_return;
        const std::string address = AddressOf(peer);
        ssl::stream<Socket> stream(std::move(socket), tls_context_);
        Timer limit(context_);
        limit.expires_after(std::chrono::seconds(10));
        limit.async_wait([&](boost::system::error_code ended) {
            if (!ended) std::ignore = stream.lowest_layer().cancel(ended);
        });
        auto token = asio::redirect_error(kAwait, error);
        co_await stream.async_handshake(ssl::stream_base::server, token);
        limit.cancel();
        if (error) {
            Log(Severity::warning, "SOC_TLS_REFUSED", {{"address", address}, {"error", error.message()}});
            co_return;
        }
        const std::string name = NameOf(stream.native_handle());
        // Who shows a certificate is who it says, and nobody else; only without one does the address tell.
        const auto find = [address, name](const SourceTable& table) {
            return name.empty() ? table.OfAddress(address) : table.OfMark(Recognition::certificate, name);
        };
        co_await Receive(stream, stream.lowest_layer(), find);
    }

    static std::string AddressOf(const tcp::endpoint& peer) {
        const auto address = peer.address();
        return address.is_v6() && address.to_v6().is_v4_mapped()
                   ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                   : address.to_string();
    }

    template <class Stream, class Lowest, class Find>
    Awaitable<void> Receive(Stream& stream, Lowest& lowest, Find find) {
        ++open_;
        SyslogFrames frames(settings_.event_bytes);
        std::string waiting;
        std::vector<char> chunk(kRead);
        Timer idle(context_);
        while (true) {
            idle.expires_after(std::chrono::seconds(settings_.idle_seconds));
            idle.async_wait([&lowest](boost::system::error_code ended) {
                boost::system::error_code ignored;
                if (!ended) lowest.cancel(ignored);
            });
            boost::system::error_code error;
            auto token = asio::redirect_error(kAwait, error);
            const std::size_t got = co_await stream.async_read_some(asio::buffer(chunk), token);
            const Source* source = find(*watcher_.sources());
            const std::uint32_t number = source == nullptr ? kNobody : source->number;
            waiting.append(chunk.data(), got);
            if (error && !waiting.empty() && waiting.back() != '\n') waiting += '\n';  // the last line ends with its connection
            Offer(frames, waiting, number);
            if (error) break;
            // A sender that is too fast waits: its own end of the connection fills up.
            while (watcher_.Crowded(number)) co_await Breathe();
        }
        idle.cancel();
        --open_;
    }

    // Takes the whole messages out of what came.
    void Offer(SyslogFrames& frames, std::string& waiting, std::uint32_t number) {
        const Instant now = SystemClock().Now();
        std::vector<Offered> events;
        std::uint64_t too_long = 0;
        std::size_t taken = 0;
        while (true) {
            const auto next = frames.Take(std::string_view(waiting).substr(taken));
            taken += next.taken;
            if (next.step == SyslogFrames::Step::message) {
                if (!next.message.empty()) events.push_back({number, Shape::syslog, now, std::string(next.message)});
            } else if (next.step == SyslogFrames::Step::too_long) {
                ++too_long;
            } else if (next.taken == 0) {
                break;
            }
        }
        waiting.erase(0, taken);
        if (too_long > 0) watcher_.Lost(number, Unkept::too_long, too_long);
        if (!events.empty()) watcher_.Offer(std::move(events));
    }

    SyslogSettings settings_;
    Watcher& watcher_;
    asio::io_context context_;
    ssl::context tls_context_;
    std::optional<Acceptor> acceptor_, tls_acceptor_;
    int tcp_port_ = -1, tls_port_ = -1;
    std::size_t open_ = 0;
    std::thread thread_;
};

SyslogListener::SyslogListener(const SyslogSettings& settings, Watcher& watcher) {
    if (settings.udp >= 0) udp_ = std::make_unique<UdpReceiver>(settings.host, settings.udp, settings.event_bytes, watcher);
    if (settings.tcp >= 0 || settings.tls >= 0) streams_ = std::make_unique<Streams>(settings, watcher);
}

SyslogListener::~SyslogListener() = default;

int SyslogListener::udp_port() const {
    return udp_ == nullptr ? -1 : udp_->port();
}
int SyslogListener::tcp_port() const {
    return streams_ == nullptr ? -1 : streams_->tcp_port();
}
int SyslogListener::tls_port() const {
    return streams_ == nullptr ? -1 : streams_->tls_port();
}

}  // namespace dongson::soc
