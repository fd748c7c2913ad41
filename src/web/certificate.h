// The certificate that the server shows, and its key: two PEM files, read again when they are others.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

namespace dongson::web {

class Certificate {
  public:
    // Throws std::runtime_error that says which file is wrong, and how. Empty paths: there is none.
    Certificate(std::string certificate, std::string key);

    // Any thread may ask.
    bool there() const { return !certificate_.empty(); }
    boost::asio::ssl::context& context() const { return *context_; }

    // Asked once a second. Connections that stand keep what they began with; a pair that does not fit is logged, and the one
    // before is shown on.
    void LookAgain();

  private:
    const std::string certificate_, key_;
    std::string read_, seen_;  // how the files looked when they were read, and a second ago
    std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace dongson::web
