#include "core/settings.h"

#include <gtest/gtest.h>

namespace dongson {

namespace {

std::vector<Setting> Declared() {
    using enum SettingType;
    return {{.key = "name", .otherwise = "An"},
            {.key = "many", .type = number, .otherwise = "7", .least = 1, .most = 9},
            {.key = "on", .type = flag, .otherwise = "false"},
            {.key = "some", .type = texts},
            {.key = "how", .type = choice, .otherwise = "slowly", .choices = {"slowly", "at once", "never"}}};
}

Settings Read(std::string_view yaml, DefinitionErrors& errors) {
    return {Definition::Parse("c.yaml", yaml, errors), Declared()};
}

}  // namespace

TEST(Settings, give_what_the_file_says_and_leave_the_rest) {
    DefinitionErrors errors;
    const auto settings = Read("many: 3\non: true\nsome: [a, b]\nhow: at once\n", errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    std::string name = "An", how = "slowly";
    int many = 7;
    bool on = false;
    std::vector<std::string> some;
    settings.Into("name", name);
    settings.Into("many", many);
    settings.Into("on", on);
    settings.Into("some", some);
    settings.Into("how", how);
    EXPECT_EQ(name, "An");
    EXPECT_EQ(many, 3);
    EXPECT_TRUE(on);
    EXPECT_EQ(some, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(how, "at once");
    EXPECT_TRUE(settings.Says("many") && !settings.Says("name"));
    EXPECT_EQ(settings.Written("some"), "a, b");
    EXPECT_EQ(settings.Written("name"), "An");
}

TEST(Settings, refuse_each_wrong_value_with_its_line_and_what_is_right) {
    DefinitionErrors errors;
    (void)Read("mony: 3\nmany: 10\non: maybe\nhow: soon\n", errors);
    const auto said = errors.Text();
    for (const auto* part : {"c.yaml:1: unknown key 'mony'; did you mean 'many'?", "c.yaml:2: 'many' is from 1 to 9",
                             "c.yaml:3: 'on' must be true or false", "c.yaml:4: 'how' is slowly, at once or never"})
        EXPECT_NE(said.find(part), std::string::npos) << part << "\n" << said;
}

// One default is said twice, for people and for the code: a difference is a mistake of ours.
TEST(Settings, hold_a_default_against_what_is_declared) {
    DefinitionErrors errors;
    const auto settings = Read("", errors);
    int many = 8, other = 0;
    EXPECT_THROW(settings.Into("many", many), std::logic_error);
    EXPECT_THROW(settings.Into("invented", other), std::logic_error);
    EXPECT_NO_THROW(Settings().Into("invented", other));
}

// The page that shows them must not say what the file says where the command line says otherwise.
TEST(Settings, are_those_of_the_command_line_above_the_file) {
    DefinitionErrors errors;
    auto settings = Read("name: Binh\n", errors);
    EXPECT_EQ(settings.By("name"), SaidBy::file);
    EXPECT_EQ(settings.By("many"), SaidBy::nobody);
    settings.Set("name", "Chi", SaidBy::command_line);
    EXPECT_EQ(settings.Written("name"), "Chi");
    EXPECT_EQ(settings.By("name"), SaidBy::command_line);
}

TEST(Settings, show_no_password_of_an_address) {
    struct Case {
        std::string_view said, shown;
    };
    for (const auto& [said, shown] :
         {Case{"postgres://dongson:b/m@t@db.example:5432/dongson", "postgres://dongson:…@db.example:5432/dongson"},
          Case{"postgres://dongson@db.example/dongson", "postgres://dongson@db.example/dongson"},
          Case{"smtp://mail.example:25", "smtp://mail.example:25"},
          Case{"nats://TOKEN@mail.example:4222", "nats://…@mail.example:4222"},
          Case{"host=db dbname=d password=x y=1", "host=db dbname=d password=… y=1"},
          Case{"host=db password='a b' user=u", "host=db password=… user=u"},
          Case{"postgres://h/d?user=u&password=x", "postgres://h/d?user=u&password=…"},
          Case{"postgres://h/d?password=x&user=u&sslpassword=y", "postgres://h/d?password=…&user=u&sslpassword=…"},
          Case{"An", "An"}}) {
        DefinitionErrors errors;
        EXPECT_EQ(Read("name: \"" + std::string(said) + "\"\n", errors).Shown("name"), shown) << said;
    }
}

}  // namespace dongson
