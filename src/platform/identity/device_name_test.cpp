#include "platform/identity/device_name.h"

#include <gtest/gtest.h>

namespace dongson::identity {

TEST(DeviceName, says_which_browser_on_what) {
    EXPECT_EQ(DeviceName("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"),
              "Chrome trên Linux");
    EXPECT_EQ(DeviceName("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0"),
              "Edge trên Windows");
    EXPECT_EQ(DeviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile Safari/604"),
              "Safari trên iPhone");
    EXPECT_EQ(DeviceName("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Safari/537.36"),
              "Samsung Internet trên Android");
    EXPECT_EQ(DeviceName("Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0"), "Firefox trên Windows");
}

TEST(DeviceName, leaves_what_nobody_knows_as_it_is) {
    EXPECT_EQ(DeviceName("curl/8.5.0"), "curl/8.5.0");
    EXPECT_EQ(DeviceName(""), "");
    EXPECT_LE(DeviceName(std::string(500, 'x')).size(), 70U);
}

}  // namespace dongson::identity
