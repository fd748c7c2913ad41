#include "modules/open_data/actions/fetch.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <filesystem>

#include "core/ids.h"

namespace dongson::open_data {
namespace {

bool IsPublic(const std::string& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        auto& four = reinterpret_cast<sockaddr_in&>(storage);
        four.sin_family = AF_INET;
        inet_pton(AF_INET, text.c_str(), &four.sin_addr);
    } else {
        auto& six = reinterpret_cast<sockaddr_in6&>(storage);
        six.sin6_family = AF_INET6;
        inet_pton(AF_INET6, text.c_str(), &six.sin6_addr);
    }
    return IsPublicAddress(reinterpret_cast<const sockaddr&>(storage));
}

TEST(Fetch, addresses_of_this_network_are_not_public) {
    for (const auto* text : {"127.0.0.1",       "127.9.9.9",       "0.0.0.0",         "10.1.2.3",    "172.16.0.1",
                             "172.31.255.255",  "192.168.1.1",     "169.254.169.254", "100.64.0.1",  "198.18.0.1",
                             "224.0.0.1",       "255.255.255.255", "192.0.2.1",       "::1",         "::",
                             "fe80::1",         "fc00::1",         "fd12::1",         "ff02::1",     "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",   "2001:db8::1", "2001::1"})
        EXPECT_FALSE(IsPublic(text)) << text;
    for (const auto* text : {"1.1.1.1", "172.32.0.1", "203.113.0.1", "2606:4700:4700::1111", "2002:101:101::"})
        EXPECT_TRUE(IsPublic(text)) << text;
}

TEST(Fetch, neither_this_machine_nor_a_file_of_it_is_reached) {
    const auto path = (std::filesystem::temp_directory_path() / std::to_string(FreshId())).string();
    for (const auto* url :
         {"http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://2130706433:1/", "http://0x7f.1:1/"}) {
        const auto fetched = FetchTo(url, path, {.seconds = 5});
        ASSERT_FALSE(fetched) << url;
        EXPECT_EQ(fetched.error().code, "FETCH_PRIVATE") << url;
    }
    for (const auto* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "dict://127.0.0.1/"})
        EXPECT_FALSE(FetchTo(url, path, {.seconds = 5})) << url;
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace dongson::open_data
