#include "web/certificate.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>
#include <sys/stat.h>

#include <stdexcept>

#include "core/log.h"

namespace dongson::web {

namespace {

namespace ssl = boost::asio::ssl;

// Another file, the same written again, or one that may be read by now.
std::string LookOf(const std::string& path) {
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0) return "gone";
    if (!S_ISREG(file.st_mode)) return "no file";
    return fmt::format("{}.{}.{}.{}.{}.{}", file.st_ino, file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec,
                       file.st_ctim.tv_sec, file.st_ctim.tv_nsec);
}

// Mozilla's intermediate list, without what has no forward secrecy or no authentication of its own; TLS 1.3 has only good ones.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

std::shared_ptr<ssl::context> Read(const std::string& certificate, const std::string& key) {
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_cipher_list(native, kCiphers);
    // A key with a passphrase is refused: nobody is there to type it.
    context->set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); });
    // Whoever opens a pipe waits for who writes into it, and everybody with them.
    for (const auto& path : {certificate, key})
        if (LookOf(path) == "no file") throw std::runtime_error(fmt::format("{} is no file", path));
    boost::system::error_code error;
    (void)context->use_certificate_chain_file(certificate, error);
    if (error) throw std::runtime_error(fmt::format("{} is no certificate in PEM: {}", certificate, error.message()));
    (void)context->use_private_key_file(key, ssl::context::pem, error);
    const bool strange = error && ERR_GET_REASON(static_cast<unsigned long>(error.value())) == X509_R_KEY_VALUES_MISMATCH;
    if (error && !strange)
        throw std::runtime_error(fmt::format("{} is no key in PEM without a passphrase: {}", key, error.message()));
    // A key of another kind (RSA, elliptic curves) is taken without a word, as if its certificate were still to come.
    if (strange || SSL_CTX_check_private_key(native) != 1)
        throw std::runtime_error(fmt::format("the key in {} is not that of the certificate in {}", key, certificate));
    return context;
}

}  // namespace

Certificate::Certificate(std::string certificate, std::string key) : certificate_(std::move(certificate)), key_(std::move(key)) {
    if (certificate_.empty()) return;
    read_ = seen_ = LookOf(certificate_) + " " + LookOf(key_);
    context_ = Read(certificate_, key_);
}

// The two are written one after the other: what changed a moment ago is left alone until it has stood for a second.
void Certificate::LookAgain() {
    if (!there()) return;
    auto look = LookOf(certificate_) + " " + LookOf(key_);
    if (look == read_ || look != std::exchange(seen_, look)) return;
    read_ = std::move(look);
    try {
        context_ = Read(certificate_, key_);
        Log(Severity::info, "SERVER_CERTIFICATE_READ", {{"file", certificate_}});
    } catch (const std::runtime_error& error) {
        Log(Severity::error, "SERVER_CERTIFICATE_REFUSED", {{"file", certificate_}, {"error", error.what()}});
    }
}

}  // namespace dongson::web
