#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "core/testing/case_file.h"
#include "core/testing/in_source.h"
#include "core/text.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/log_sources.h"
#include "modules/soc/intelligence/indicator_reader.h"
#include "modules/soc/intelligence/recogniser.h"

namespace dongson::soc {

namespace {

std::vector<std::string> Said(const std::string& file) {
    std::vector<std::string> lines;
    const auto reading = ReadIndicators(file, [&](const Indicator& each) {
        std::string line = std::string(IndicatorWord(each.kind)) + " " + each.value;
        if (each.until != Indicator::kUnlimited) line += " until " + each.until.Rfc3339();
        if (!each.label.empty()) line += " (" + each.label + ")";
        lines.push_back(std::move(line));
    });
    if (!reading.format.empty()) lines.insert(lines.begin(), reading.format);
    EXPECT_EQ(reading.taken, lines.size() - (reading.format.empty() ? 0 : 1));
    lines.push_back("left out " + std::to_string(reading.left_out.count));
    for (const auto& [place, what] : reading.left_out.first) lines.push_back(place.empty() ? what : place + ": " + what);
    return lines;
}

class IndicatorFiles : public ::testing::Test {
  protected:
    IndicatorFiles() { std::filesystem::create_directories(folder_); }
    ~IndicatorFiles() override { std::filesystem::remove_all(folder_); }

    IndicatorSet::Feed Feed(std::int64_t id, const std::vector<Indicator>& indicators) {
        const std::string path = folder_ + "/" + std::to_string(id);
        std::ofstream file(path, std::ios::binary);
        for (const Indicator& each : indicators) file << LineOf(each);
        return {id, "danh sách " + std::to_string(id), Level::high, path};
    }

    std::string folder_ = testing::TempDir() + "indicators-" + std::to_string(::getpid());
};

// What is recognised in events of JSON or texts, as "feed value", in order.
class Recognising {
  public:
    explicit Recognising(std::vector<IndicatorSet::Feed> feeds) {
        ReadShippedFieldNames(fields_);
        recogniser_.emplace(std::make_shared<const IndicatorSet>(std::move(feeds)), fields_);
        sources_.ReadShipped(fields_);
    }
    std::set<std::string> In(const std::string& json, Instant time = {}) {
        const std::string padded = json + std::string(JsonReader::kPaddingAfter, ' ');
        EXPECT_EQ("", reader_.Read(std::string_view(padded).substr(0, json.size()), fields_, event_));
        return Found(time, false);
    }
    std::set<std::string> InText(const std::string& text) {
        event_.Clear(fields_);
        event_.Add(kAnyField, ValueKind::text, text);
        return Found({}, true);
    }

  private:
    std::set<std::string> Found(Instant time, bool every_word) {
        std::vector<IndicatorMatch> matches;
        recogniser_->Recognise(event_, time, every_word, matches);
        std::set<std::string> found;
        for (const IndicatorMatch& match : matches)
            EXPECT_TRUE(found.insert(std::to_string(match.feed->id) + " " + std::string(match.indicator.value)).second);
        return found;
    }

    Fields fields_;
    LogSources sources_;
    std::optional<Recogniser> recogniser_;
    JsonReader reader_;
    Event event_;
};

using Names = std::set<std::string>;

}  // namespace

TEST(Indicators, are_read_as_the_cases_say) {
    for (const dongson::Case& each : ReadCases(InSource("/src/modules/soc/intelligence/indicators.case"))) {
        SCOPED_TRACE("indicators.case:" + std::to_string(each.line));
        EXPECT_EQ(each.expected, Said(Join(each.given, "\n")));
    }
}

TEST(Indicators, nothing_in_a_file_of_others_breaks_the_reader) {
    const std::string bundle =
        R"({"type":"bundle","objects":[{"type":"indicator","id":"i","pattern":"[file:hashes.'SHA-256' IN ('a','b')] OR [x:y = 'z']"}]})";
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string file = bundle;
        for (int change = 0; change < 4; ++change) file[random() % file.size()] = static_cast<char>(random() % 256);
        file.resize(random() % (file.size() + 1));
        const auto reading = ReadIndicators(file, [](const Indicator& each) { EXPECT_FALSE(each.value.empty()); });
        EXPECT_LE(reading.left_out.first.size(), LeftOut::kShown);
    }
}

TEST_F(IndicatorFiles, values_are_recognised_where_events_have_them) {
    Recognising in({Feed(1, {{IndicatorKind::address, "198.51.100.7"},
                             {IndicatorKind::address, "203.0.113.0/24"},
                             {IndicatorKind::address, "2001:db8::/32"},
                             {IndicatorKind::domain, "evil.example"},
                             {IndicatorKind::url, "http://shop.example/a?b=1"},
                             {IndicatorKind::hash, "d41d8cd98f00b204e9800998ecf8427e"},
                             {IndicatorKind::mailbox, "lan@evil.example"}}),
                    Feed(2, {{IndicatorKind::domain, "evil.example"}})});
    // By Windows' names and by ECS's, nested or flat; a port, case and a last dot make no difference.
    EXPECT_EQ((Names{"1 198.51.100.7"}), in.In(R"({"DestinationIp":"198.51.100.7"})"));
    EXPECT_EQ((Names{"1 198.51.100.7"}), in.In(R"({"destination":{"ip":"198.51.100.7"},"source":{"ip":"10.0.0.1"}})"));
    EXPECT_EQ((Names{"1 198.51.100.7"}), in.In(R"({"winlog":{"event_data":{"DestinationIp":"::ffff:198.51.100.7"}}})"));
    EXPECT_EQ((Names{"1 203.0.113.0/24"}), in.In(R"({"source.ip":["10.0.0.1","203.0.113.255"]})"));
    EXPECT_EQ((Names{"1 2001:db8::/32"}), in.In(R"({"source.ip":"2001:DB8:0:1::9"})"));
    EXPECT_EQ((Names{"1 evil.example", "2 evil.example"}), in.In(R"({"QueryName":"A.Evil.Example."})"));
    EXPECT_EQ((Names{"1 http://shop.example/a?b=1"}), in.In(R"({"url.full":"HTTP://Shop.example/a?b=1#top"})"));
    EXPECT_EQ((Names{"1 evil.example", "2 evil.example", "1 198.51.100.7"}),
              in.In(R"({"url.full":"https://user@www.evil.example:8443/","http.request.referrer":"http://198.51.100.7/"})"));
    EXPECT_EQ((Names{"1 d41d8cd98f00b204e9800998ecf8427e"}),
              in.In(R"({"Hashes":"SHA1=00,MD5=D41D8CD98F00B204E9800998ECF8427E,IMPHASH=0"})"));
    EXPECT_EQ((Names{"1 lan@evil.example"}), in.In(R"({"email":{"from":{"address":"Lan@Evil.example"}}})"));

    EXPECT_EQ(Names(), in.In(R"({"DestinationIp":"198.51.100.70","QueryName":"notevil.example"})"));
    EXPECT_EQ(Names(),
              in.In(R"({"SourcePort":"198.51.100.7","source.ip":"204.0.113.1","url.full":"http://shop.example/A?b=1"})"));
    EXPECT_EQ(Names(), in.In(R"({"DestinationIp":null,"Hashes":"","QueryName":".."})"));
}

TEST_F(IndicatorFiles, a_text_that_nobody_could_read_is_looked_through_word_by_word) {
    Recognising in({Feed(1, {{IndicatorKind::address, "198.51.100.7"},
                             {IndicatorKind::domain, "evil.example"},
                             {IndicatorKind::hash, "d41d8cd98f00b204e9800998ecf8427e"},
                             {IndicatorKind::mailbox, "lan@evil.example"}})});
    EXPECT_EQ((Names{"1 198.51.100.7"}), in.InText("denied tcp from=198.51.100.7:443 to 10.0.0.1"));
    EXPECT_EQ((Names{"1 198.51.100.7"}), in.InText("peer [198.51.100.7]."));
    EXPECT_EQ((Names{"1 evil.example"}), in.InText("GET https://cdn.evil.example/x"));
    EXPECT_EQ((Names{"1 d41d8cd98f00b204e9800998ecf8427e"}), in.InText("file (d41d8cd98f00b204e9800998ecf8427e) moved"));
    EXPECT_EQ((Names{"1 lan@evil.example"}), in.InText("from=<lan@evil.example>, size=1"));
    EXPECT_EQ(Names(), in.InText("198.51.100.70 notevil.example x198.51.100.7 ::: ... =="));
}

TEST_F(IndicatorFiles, what_ran_out_gives_nothing_away_from_then_on) {
    const Instant end = Instant::Parse("2026-11-01 00:00").value();
    Recognising in({Feed(1, {{IndicatorKind::domain, "evil.example", end}})});
    EXPECT_EQ(Names{"1 evil.example"}, in.In(R"({"QueryName":"evil.example"})", end + -1));
    EXPECT_EQ(Names(), in.In(R"({"QueryName":"evil.example"})", end));
}

TEST_F(IndicatorFiles, what_was_known_before_is_left_out_of_what_is_new) {
    const IndicatorSet before({Feed(1, {{IndicatorKind::domain, "a.example"}, {IndicatorKind::address, "203.0.113.0/24"}})});
    const IndicatorSet fresh({Feed(2, {{IndicatorKind::domain, "a.example"},
                                       {IndicatorKind::domain, "b.example"},
                                       {IndicatorKind::address, "203.0.113.0/24"},
                                       {IndicatorKind::address, "203.0.113.0/25"}})},
                             &before);
    EXPECT_EQ(2U, fresh.size());
    EXPECT_FALSE(fresh.Contains(IndicatorKind::domain, "a.example"));
    EXPECT_TRUE(fresh.Contains(IndicatorKind::domain, "b.example"));
    EXPECT_FALSE(fresh.Contains(IndicatorKind::address, "203.0.113.0/24"));
    EXPECT_TRUE(fresh.Contains(IndicatorKind::address, "203.0.113.0/25"));
}

// Against a plain set, with many that are there and many that are not.
TEST_F(IndicatorFiles, of_very_many_exactly_those_are_found_that_are_there) {
    std::vector<Indicator> indicators;
    std::set<std::string> there;
    std::mt19937 random(3);
    for (int i = 0; i < 20'000; ++i) {
        const std::string name = "n" + std::to_string(random() % 60'000) + ".example";
        if (there.insert(name).second) indicators.push_back({IndicatorKind::domain, name});
    }
    const IndicatorSet set({Feed(1, indicators)});
    EXPECT_EQ(there.size(), set.size());
    for (int i = 0; i < 60'000; ++i) {
        const std::string name = "n" + std::to_string(i) + ".example";
        EXPECT_EQ(there.contains(name), set.Contains(IndicatorKind::domain, name)) << name;
    }
}

}  // namespace dongson::soc
