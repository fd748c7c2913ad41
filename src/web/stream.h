// A connection as those who read from it and write to it see it: in the clear, or over TLS.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <chrono>
#include <type_traits>
#include <utility>
#include <variant>

namespace dongson::web {

class Stream {
  public:
    // The concrete executor: the type-erased one costs a fifth of the speed.
    using executor_type = boost::asio::io_context::executor_type;
    using Plain = boost::beast::basic_stream<boost::asio::ip::tcp, executor_type>;
    using Secured = boost::asio::ssl::stream<Plain>;
    using Socket = Plain::socket_type;

    // What a token makes of bytes that come or go: a thing to await, or nothing.
    template <class Token>
    using Begun =
        typename boost::asio::async_result<std::decay_t<Token>, void(boost::system::error_code, std::size_t)>::return_type;

    explicit Stream(Socket socket) : layers_(std::in_place_type<Plain>, std::move(socket)) {}
    // The context may go before the stream does.
    Stream(Socket socket, boost::asio::ssl::context& context)
        : layers_(std::in_place_type<Secured>, Plain(std::move(socket)), context) {}

    executor_type get_executor() { return plain().get_executor(); }
    Socket& socket() { return plain().socket(); }
    void expires_after(std::chrono::steady_clock::duration time) { plain().expires_after(time); }
    // Nothing where it is in the clear.
    Secured* secured() { return std::get_if<Secured>(&layers_); }

    template <class Buffers, class Token>
    Begun<Token> async_read_some(const Buffers& buffers, Token&& token) {
        if (auto* over_tls = secured()) return over_tls->async_read_some(buffers, std::forward<Token>(token));
        return std::get<Plain>(layers_).async_read_some(buffers, std::forward<Token>(token));
    }
    template <class Buffers, class Token>
    Begun<Token> async_write_some(const Buffers& buffers, Token&& token) {
        if (auto* over_tls = secured()) return over_tls->async_write_some(buffers, std::forward<Token>(token));
        return std::get<Plain>(layers_).async_write_some(buffers, std::forward<Token>(token));
    }

  private:
    Plain& plain() {
        auto* over_tls = secured();
        return over_tls != nullptr ? over_tls->next_layer() : std::get<Plain>(layers_);
    }

    std::variant<Plain, Secured> layers_;
};

}  // namespace dongson::web
