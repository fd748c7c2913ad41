#include "modules/soc/engine/detector.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <utf8proc.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "core/embedded.h"
#include "core/testing/in_source.h"
#include "core/yaml.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/keyword_gate.h"
#include "modules/soc/engine/rule_files.h"
#include "modules/soc/engine/rule_reader.h"

namespace dongson::soc {

namespace {

// Everything that ships, made once.
struct Shipped {
    RuleBook book;
    LogSources sources;
    std::map<LogSource, EventClass> classes;  // of the rules' sources
    std::unique_ptr<Detector> detector;

    Shipped() {
        ReadShippedFieldNames(book.fields());
        ReadShippedRules(book);
        book.Finish();
        sources.ReadShipped(book.fields());
        for (const Rule& rule : book.rules()) classes[rule.source] = sources.Declare(rule.source);
        detector = std::make_unique<Detector>(book, sources);
    }
};

const Shipped& Ships() {
    static const Shipped shipped;
    return shipped;
}

std::vector<std::string> RecordedAttacks() {
    const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(
        gzopen(InSource("/data/soc/recorded_attacks.ndjson.gz").c_str(), "rb"), gzclose);
    std::string all;
    std::array<char, 1 << 16> some;
    for (int got = 0; (got = gzread(file.get(), some.data(), some.size())) > 0;)
        all.append(some.data(), static_cast<std::size_t>(got));
    std::vector<std::string> lines;
    for (std::size_t from = 0, end = 0; (end = all.find('\n', from)) != std::string::npos; from = end + 1)
        lines.push_back(all.substr(from, end - from));
    return lines;
}

std::set<std::string> TitlesHeld(const std::string& line) {
    const std::string padded = line + std::string(JsonReader::kPaddingAfter, ' ');
    JsonReader reader;
    Event event;
    DetectionRoom room;
    Ships().detector->Prepare(room);
    EXPECT_EQ("", reader.Read(std::string_view(padded).substr(0, line.size()), Ships().book.fields(), event));
    std::vector<std::uint32_t> hits;
    Ships().detector->Detect(event, 0, room, hits);
    std::set<std::string> titles;
    for (const std::uint32_t rule : hits) titles.insert(Ships().book.rules()[rule].title);
    return titles;
}

// A text that the pattern fits, in any case.
std::string Fitting(const Pattern& pattern, bool cased, std::mt19937& random) {
    constexpr std::array<std::string_view, 5> kDashes = {"-", "/", "–", "—", "―"};
    std::string text;
    for (const Pattern::Piece& piece : pattern.pieces()) {
        switch (piece.kind) {
            case Pattern::Kind::any_run:
                text += std::string(random() % 3, 'q');
                break;
            case Pattern::Kind::any_letter:
                text += "ễ";
                break;
            case Pattern::Kind::dash:
                text += kDashes[random() % kDashes.size()];
                break;
            case Pattern::Kind::literal:
                for (const char c : piece.text)
                    text += !cased && random() % 4 == 0 ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        }
    }
    return text;
}

// An event with what most of the rule's texts ask for. `kept` holds the texts.
void Provoke(const Rule& rule, std::mt19937& random, Event& event, std::deque<std::string>& kept) {
    event.Clear(Ships().book.fields());
    kept.clear();
    const bool all = random() % 2 == 0;
    std::set<FieldId> filled;
    for (const Atom& atom : rule.condition.atoms) {
        const auto* test = std::get_if<TextTest>(&atom.test);
        if (test == nullptr || (!all && random() % 3 == 0)) continue;
        if (!all && !filled.insert(atom.field).second) continue;
        event.Add(atom.field, ValueKind::text, kept.emplace_back(Fitting(test->pattern, test->cased, random)));
    }
}

}  // namespace

TEST(Detector, every_shipped_rule_loads_but_those_that_need_a_list_of_ones_own) {
    EXPECT_EQ(3780U, Ships().book.rules().size() + Ships().book.faults().size());
    EXPECT_EQ(25U, Ships().book.faults().size());
    for (const RuleFault& fault : Ships().book.faults()) {
        EXPECT_NE(std::string::npos, fault.reason.find("is not defined here")) << fault.Text();
        EXPECT_GT(fault.line, 1);
    }
}

TEST(Detector, finds_in_recorded_attacks_exactly_what_plain_evaluation_finds) {
    const auto lines = RecordedAttacks();
    ASSERT_GT(lines.size(), 1000U);
    const Detector& detector = *Ships().detector;
    JsonReader reader;
    Event event;
    DetectionRoom room;
    detector.Prepare(room);
    std::vector<std::uint32_t> indexed, plainly;
    std::size_t found = 0;
    for (std::string line : lines) {
        const std::size_t size = line.size();
        line.resize(size + JsonReader::kPaddingAfter, ' ');
        indexed.clear();
        plainly.clear();
        ASSERT_EQ("", reader.Read(std::string_view(line).substr(0, size), Ships().book.fields(), event));
        detector.Detect(event, 0, room, indexed);
        ASSERT_EQ("", reader.Read(std::string_view(line).substr(0, size), Ships().book.fields(), event));
        detector.DetectPlainly(event, 0, plainly);
        ASSERT_EQ(plainly, indexed) << line;
        found += plainly.size();
    }
    EXPECT_EQ(506U, found);
}

TEST(Detector, finds_for_every_rule_what_plain_evaluation_finds_in_events_made_to_provoke_it) {
    const Detector& detector = *Ships().detector;
    std::mt19937 random(20231006);
    Event event;
    std::deque<std::string> kept;
    DetectionRoom room;
    detector.Prepare(room);
    std::vector<std::uint32_t> indexed, plainly;
    std::set<std::uint32_t> held;
    const auto& rules = Ships().book.rules();
    for (std::uint32_t number = 0; number < rules.size(); ++number) {
        const EventClass of = Ships().classes.at(rules[number].source);
        Provoke(rules[number], random, event, kept);
        indexed.clear();
        plainly.clear();
        detector.Detect(event, of, room, indexed);
        detector.DetectPlainly(event, of, plainly);
        ASSERT_EQ(plainly, indexed) << rules[number].file;
        held.insert(plainly.begin(), plainly.end());
    }
    // The rest are rules of numbers, networks, expressions, and conditions that exclude what their own texts say.
    EXPECT_GT(held.size(), rules.size() / 2);
}

// Between the quotes of JSON: letters as numbers, as capitals, as others that have the same small letter.
std::string WrittenSomehow(std::string_view text, std::mt19937& random) {
    std::string written;
    for (const char c : text) {
        const auto chance = random() % 12;
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        if (c == '"' || c == '\\' || (c == '/' && chance < 6)) {
            written += std::string("\\") + c;
        } else if (ascii && (chance == 0 || c < ' ')) {
            written += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else if (chance == 1 && (c == 'k' || c == 's' || c == 'i')) {
            written += c == 'k' ? "\u212a" : c == 's' ? "\u017f" : "\u0130";
        } else {
            written += chance == 2 && ascii ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        }
    }
    return written;
}

TEST(Detector, finds_keywords_wherever_in_an_event_and_however_they_are_written) {
    const Detector& detector = *Ships().detector;
    std::mt19937 random(11);
    JsonReader reader;
    Event event;
    DetectionRoom room;
    detector.Prepare(room);
    std::vector<std::uint32_t> indexed, plainly;
    const auto& rules = Ships().book.rules();
    std::size_t tried = 0, held = 0;
    for (std::uint32_t number = 0; number < rules.size(); ++number) {
        const EventClass of = Ships().classes.at(rules[number].source);
        for (const Atom& atom : rules[number].condition.atoms) {
            const auto* test = std::get_if<TextTest>(&atom.test);
            if (atom.field != kAnyField || test == nullptr) continue;
            for (int again = 0; again < 8; ++again) {
                const std::string keyword = WrittenSomehow(Fitting(test->pattern, test->cased, random), random);
                std::string line = R"({"a":1.0,"b":"nothing","c":[null,{"deep":["x","so )" + keyword + R"( it is"]}],"d":true})";
                if (again % 2 == 0) line.erase(1, std::string_view(R"("a":1.0,)").size());
                const std::size_t size = line.size();
                line.resize(size + JsonReader::kPaddingAfter, ' ');
                const auto read = [&] {
                    return reader.Read(std::string_view(line).substr(0, size), Ships().book.fields(), event);
                };
                indexed.clear();
                plainly.clear();
                ASSERT_EQ("", read()) << line;
                EXPECT_EQ(again % 2 == 0, !event.line().empty()) << "what is 1 does not stand there as 1";
                detector.Detect(event, of, room, indexed);
                ASSERT_EQ("", read());
                detector.DetectPlainly(event, of, plainly);
                ASSERT_EQ(plainly, indexed) << line;
                ++tried;
                held += std::ranges::count(plainly, number) > 0 ? 1 : 0;
            }
        }
    }
    EXPECT_GT(tried, 1000U);
    EXPECT_GT(held, tried / 4);
}

TEST(KeywordGate, lets_only_lines_pass_that_may_hold_a_keyword) {
    KeywordGate gate;
    for (const char* text : {"mimikatz", "c:\\windows\\temp\\x", "đóng băng"}) gate.Add(text);
    gate.Finish();
    SearchRoom room;
    gate.Prepare(room);
    EXPECT_FALSE(gate.MayHold(R"({"a":"nothing of it"})", room));
    EXPECT_FALSE(gate.MayHold("", room));
    EXPECT_TRUE(gate.MayHold(R"({"a":"MimiKatz"})", room));
    EXPECT_TRUE(gate.MayHold(R"({"a":"C:\\Windows\\Temp\\x"})", room));
    EXPECT_TRUE(gate.MayHold(R"({"a":"ĐÓNG BĂNG"})", room));
    EXPECT_TRUE(gate.MayHold(R"({"a":"mimi\u006batz"})", room));
    KeywordGate open, none;
    open.Add("mimikatz");
    open.Add("\\a\\");
    open.Finish();
    none.Finish();
    open.Prepare(room);
    none.Prepare(room);
    EXPECT_TRUE(open.MayHold("{}", room)) << "one letter is in every line";
    EXPECT_FALSE(none.MayHold("{}", room));
}

// What a search in bytes must know: which letters beyond ASCII have a small letter within it.
TEST(FoldCase, makes_of_three_letters_alone_what_ascii_has) {
    std::set<std::string> others;
    for (utf8proc_int32_t letter = 0x80; letter <= 0x10FFFF; ++letter) {
        if (letter >= 0xD800 && letter < 0xE000) continue;
        utf8proc_uint8_t bytes[4];
        const auto size = static_cast<std::size_t>(utf8proc_encode_char(letter, bytes));
        const std::string text(reinterpret_cast<const char*>(bytes), size);
        if (std::ranges::any_of(FoldCase(text), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) others.insert(text);
    }
    EXPECT_EQ(std::set<std::string>(std::begin(kOtherSpellings) + 1, std::end(kOtherSpellings)), others);
}

TEST(LogSources, every_field_is_found_below_the_names_that_shippers_put_it_under) {
    Fields fields;
    ReadShippedFieldNames(fields);
    for (const char* name : {"CommandLine", "DestinationIp", "SourceIp", "User", "Image", "dst_ip", "a.field.of.its.own"})
        fields.Of(name);
    LogSources sources;
    sources.ReadShipped(fields);
    for (std::size_t field = 1; field < fields.size(); ++field) {
        const std::string& name = fields.Name(static_cast<FieldId>(field));
        if (name.starts_with("winlog.") || name.starts_with("Event.")) continue;
        for (const char* above : {"winlog.event_data.", "Event.EventData."})
            EXPECT_EQ(fields.Find(name).field, fields.Find(above + name).field) << above << name;
    }
}

TEST(LogSources, an_event_is_known_by_its_channel_and_number_whatever_shipped_it) {
    constexpr auto kTitle = "MSHTA Execution with Suspicious File Extensions";
    const std::string sysmon =
        R"("Image":"C:\\Windows\\System32\\mshta.exe","CommandLine":"mshta.exe C:\\Users\\a\\b.jpg","OriginalFileName":"MSHTA.EXE","ParentImage":"C:\\Windows\\System32\\cmd.exe")";
    EXPECT_TRUE(TitlesHeld(R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,)" + sysmon + "}").contains(kTitle));
    EXPECT_FALSE(TitlesHeld(R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":3,)" + sysmon + "}").contains(kTitle));
    EXPECT_FALSE(TitlesHeld("{" + sysmon + "}").contains(kTitle)) << "an event of no known source is for no rule of Windows";
    EXPECT_TRUE(TitlesHeld(R"({"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_id":"1","event_data":{)" +
                           sysmon + "}}}")
                    .contains(kTitle))
        << "as Winlogbeat writes it";
    EXPECT_TRUE(TitlesHeld(R"({"Event":{"System":{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1},"EventData":{)" +
                           sysmon + "}}}")
                    .contains(kTitle))
        << "as the XML of the event log reads in JSON";
    EXPECT_TRUE(
        TitlesHeld(
            R"({"Channel":"Security","EventID":4688,"NewProcessName":"C:\\Windows\\System32\\mshta.exe","ParentProcessName":"C:\\Windows\\System32\\cmd.exe","CommandLine":"mshta.exe C:\\Users\\a\\b.jpg"})")
            .contains(kTitle))
        << "Windows' own record of a new process, whose fields have other names";
}

}  // namespace dongson::soc
