#include "modules/soc/collect/event_log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "core/inflate.h"
#include "core/read_file.h"
#include "core/testing/in_source.h"
#include "core/testing/temporary_folder.h"

namespace dongson::soc {
namespace {

std::string Recorded() {
    return Inflate(ReadFile(InSource("/tests/data/windows/system.evtx.gz")).value(), 4 << 20).value();
}

struct Read {
    EventLogReading reading;
    std::vector<std::string> events;
};
Read ReadBytes(const std::string& bytes) {
    const testing::TemporaryFolder folder;
    const std::string path = folder.path() + "/log.evtx";
    std::ofstream(path, std::ios::binary) << bytes;
    Read read;
    read.reading = ReadEventLog(path, [&](std::string_view json) { read.events.emplace_back(json); });
    return read;
}

TEST(EventLog, of_windows_is_read_with_the_names_that_sigma_uses) {
    const std::string bytes = Recorded();
    EXPECT_TRUE(IsEventLog(bytes));
    EXPECT_FALSE(IsEventLog("ElfFile"));
    const Read read = ReadBytes(bytes);
    EXPECT_EQ(1601U, read.reading.records);
    EXPECT_EQ(0U, read.reading.damaged);
    EXPECT_EQ("", read.reading.fault);
    ASSERT_EQ(1601U, read.events.size());
    EXPECT_EQ(
        R"({"Provider_Name":"Service Control Manager","Provider_Guid":"{555908d1-a6d7-4695-8e1e-26931d2012f4}","EventID":7036,"Version":"0","Level":"4","Task":"0","Opcode":"0","Keywords":"0x8080000000000000","@timestamp":"2012-03-14T05:57:16.559802700Z","EventRecordID":"12053","ExecutionProcessID":"548","ExecutionThreadID":"3680","Channel":"System","Computer":"WKS-WIN764BITB.shieldbase.local","param1":"WinHTTP Web Proxy Auto-Discovery Service","param2":"stopped","Binary":"570069006E0048007400740070004100750074006F00500072006F00780079005300760063002F0031000000"})",
        read.events[4]);
    EXPECT_EQ(4, std::ranges::count_if(read.events, [](const std::string& event) { return event.contains("PSEXESVC"); }));
}

TEST(EventLog, that_is_damaged_gives_what_is_whole) {
    std::string bytes = Recorded();
    const Read cut = ReadBytes(bytes.substr(0, bytes.size() / 2));
    EXPECT_GT(cut.events.size(), 100U);
    EXPECT_LT(cut.events.size(), 1601U);
    for (std::size_t at = 200'000; at < 260'000; ++at) bytes[at] = static_cast<char>(at * 7);
    const Read scratched = ReadBytes(bytes);
    EXPECT_GT(scratched.events.size(), 1000U);
    EXPECT_LT(scratched.events.size(), 1601U);
    const Read none = ReadBytes("no log of events");
    EXPECT_EQ(0U, none.events.size());
    EXPECT_NE("", none.reading.fault);
}

TEST(EventLog, keeps_what_an_event_says_by_its_own_names) {
    const auto event = [](const std::string& data) {
        return R"(<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><EventID Qualifiers="16384">4624</EventID><Security/></System>)" +
               data + "</Event>";
    };
    const std::pair<const char*, const char*> cases[] = {
        {R"(<EventData><Data Name="LogonId">0x00000000000003e7</Data><Data Name="Zero">0x0000000000000000</Data></EventData>)",
         R"({"EventID":4624,"LogonId":"0x3e7","Zero":"0x0"})"},
        {R"(<EventData><Data Name="Short">0x0010</Data><Data Name="Word">0x0000000g</Data></EventData>)",
         R"({"EventID":4624,"Short":"0x0010","Word":"0x0000000g"})"},
        {"<EventData><Data>một</Data><Data>\"hai\"</Data><Binary>00</Binary></EventData>",
         R"({"EventID":4624,"Binary":"00","Data":["một","\"hai\""]})"},
        {"<UserData><LogFileCleared xmlns=\"x\"><SubjectUserName>an</SubjectUserName><Deep><Er>1</Er></Deep></LogFileCleared></UserData>",
         R"({"EventID":4624,"SubjectUserName":"an","Er":"1"})"},
        {"", R"({"EventID":4624})"}};
    for (const auto& [data, json] : cases) EXPECT_EQ(json, JsonOfEventXml(event(data))) << data;
    for (const char* none : {"", "<Event/>", "<html/>", "no xml", "<Event><System/></Event>"})
        EXPECT_EQ("", JsonOfEventXml(none)) << none;
}

}  // namespace
}  // namespace dongson::soc
