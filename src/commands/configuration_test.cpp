#include "commands/configuration.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dongson::commands {

TEST(Configuration, is_read_whole_or_refused_with_a_suggestion) {
    const auto read = ParseConfiguration("c.yaml",
                                         "listen: \"0.0.0.0:9000\"\nworkers: 8\nsubmission: national\n"
                                         "pull_seconds: 5\npull_megabytes: 3\n")
                          .value();
    EXPECT_EQ(read.host, "0.0.0.0");
    EXPECT_EQ(read.port, 9000);
    EXPECT_EQ(read.workers, 8);
    EXPECT_EQ(read.settings.Written("pull_seconds"), "5") << "a module's own";
    EXPECT_EQ(read.settings.Written("pull_megabytes"), "3");
    const auto refused = ParseConfiguration("c.yaml", "lissten: \"x\"\nworkers: many\nsubmission: abroad\npull_seconds: 0\n")
                             .error()
                             .sentence.In(Language::english);
    EXPECT_NE(refused.find("c.yaml:1: unknown key 'lissten'; did you mean 'listen'?"), std::string::npos) << refused;
    EXPECT_NE(refused.find("'workers' must be a whole number"), std::string::npos) << refused;
    EXPECT_NE(refused.find("'submission' is local or national"), std::string::npos) << refused;
    EXPECT_NE(refused.find("'pull_seconds' is from 1 to 3600"), std::string::npos) << refused;
}

// Every setting that is declared is read, and every default is what the program has where nobody says one; else reading throws.
TEST(Configuration, declares_each_setting_once_with_the_default_that_holds) {
    EXPECT_TRUE(ParseConfiguration("c.yaml", ""));
    std::set<std::string_view> keys;
    for (const auto& setting : DeclaredSettings()) {
        EXPECT_TRUE(keys.insert(setting.key).second) << setting.key << " is declared twice";
        EXPECT_FALSE(setting.help.empty()) << setting.key;
    }
}

TEST(Configuration, lets_modules_refuse_what_makes_no_sense_together) {
    const auto refused = ParseConfiguration("c.yaml",
                                            "soc_tls: 6514\nsoc_jetstream_use: relay\nsoc_folders: [var]\n"
                                            "soc_clickhouse: \"ftp://x\"\nsoc_clickhouse_table: \"a;b\"\nsoc_node: \"-\"\n")
                             .error()
                             .sentence.In(Language::english);
    for (const auto* part : {"c.yaml:1: 'soc_tls' needs", "c.yaml:2: 'soc_jetstream_use' needs",
                             "c.yaml:3: 'soc_folders' are paths", "c.yaml:4: 'soc_clickhouse' begins with http://",
                             "c.yaml:5: 'soc_clickhouse_table' is letters", "c.yaml:6: 'soc_node' is letters"})
        EXPECT_NE(refused.find(part), std::string::npos) << part << "\n" << refused;
}

TEST(Configuration, roles_are_the_same_in_the_file_and_on_the_command_line) {
    const Roles two{"web", "jobs"};
    EXPECT_EQ(ParseConfiguration("c.yaml", "roles: web, jobs\n").value().roles, two);
    const auto given = [](const char* roles) { return ReadConfiguration(Arguments{{{"roles", roles}}, {}}); };
    EXPECT_EQ(given(" jobs ,web").value().roles, two);
    EXPECT_EQ(given("web,collector,jobs").value().roles, Configuration().roles);
    for (const auto* wrong : {"job", "", "web,", "web jobs"}) EXPECT_EQ(given(wrong).error().code, "COMMAND_ROLES") << wrong;
    EXPECT_EQ(ParseConfiguration("c.yaml", "roles: web, job\n").error().code, "CONFIGURATION_REFUSED");
}

TEST(Configuration, refuses_what_lies_outside_its_limits) {
    for (const auto* line : {"connections: 0", "connections: 4294967297", "slow_statement_ms: -1", "upload_megabytes: 0",
                             "upload_megabytes: 9223372036854775807", "address_requests_per_minute: -5",
                             "account_requests_per_minute: 4294967300", "workers: 4294967297", "session_hours: 4294967297"})
        EXPECT_FALSE(ParseConfiguration("c.yaml", std::string(line) + "\n")) << line;
}

TEST(Configuration, makes_the_address_of_where_it_listens_unless_one_is_stated) {
    const auto file = ::testing::TempDir() + "address.yaml";
    const auto read = [&](std::string_view yaml, std::map<std::string, std::string, std::less<>> options) {
        std::ofstream(file) << yaml;
        options["config"] = file;
        return ReadConfiguration({std::move(options), {}}).value();
    };
    struct Case {
        std::string_view yaml;
        std::map<std::string, std::string, std::less<>> options;
        std::string_view url;
        bool guessed;
    };
    const Case cases[] = {
        {"workers: 2\n", {}, "http://localhost:8080", false},
        {"workers: 2\n", {{"listen", "127.0.0.1:9001"}}, "http://localhost:9001", false},
        {"listen: 0.0.0.0:9002\n", {}, "http://localhost:9002", true},
        {"listen: 10.1.2.3:9003\n", {}, "http://10.1.2.3:9003", true},
        {"workers: 2\n", {{"listen", "[2001:db8::1]:80"}}, "http://[2001:db8::1]:80", true},
        {"listen: 0.0.0.0:9004\nbase_url: https://dvc.example\n", {}, "https://dvc.example", false},
        {"base_url: https://dvc.example\n",
         {{"listen", "0.0.0.0:9005"}, {"base-url", "https://a.example"}},
         "https://a.example",
         false},
    };
    for (const auto& each : cases) {
        const auto configuration = read(each.yaml, each.options);
        EXPECT_EQ(configuration.base_url, each.url) << each.yaml;
        EXPECT_EQ(PrintsGuessedAddress(configuration), each.guessed) << each.yaml;
    }
}

TEST(Configuration, tells_what_holds_where_the_command_line_says_otherwise) {
    const auto file = ::testing::TempDir() + "told.yaml";
    std::ofstream(file) << "listen: 127.0.0.1:1\nworkers: 3\n";
    const auto read = ReadConfiguration({{{"config", file}, {"listen", "127.0.0.1:2"}, {"data", "/d"}}, {}}).value();
    EXPECT_EQ(read.settings.Written("listen"), "127.0.0.1:2");
    EXPECT_EQ(read.settings.Written("data"), "/d");
    EXPECT_EQ(read.settings.Written("workers"), "3");
    EXPECT_EQ(read.settings.Written("base_url"), "http://localhost:2");
    EXPECT_EQ(read.settings.By("base_url"), SaidBy::nobody);
}

TEST(Arguments, suggest_the_option_that_was_meant) {
    EXPECT_EQ(ParseArguments({"--listn", "x"}, {"listen", "data"}, {}).error().sentence.In(Language::english),
              "unknown option --listn; did you mean --listen?");
    EXPECT_EQ(ParseArguments({"--data"}, {"data"}, {}).error().code, "COMMAND_VALUE");
    const auto arguments = ParseArguments({"units", "f.csv", "--data", "d", "--json"}, {"data"}, {"json"}).value();
    EXPECT_EQ(arguments.words, (std::vector<std::string>{"units", "f.csv"}));
    EXPECT_EQ(arguments.Value("data"), "d");
    EXPECT_TRUE(arguments.Has("json"));
}

}  // namespace dongson::commands
