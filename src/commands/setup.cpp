#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <iostream>

#include "commands/commands.h"
#include "commands/house.h"
#include "commands/province.h"
#include "core/command_line.h"
#include "core/text.h"

namespace dongson::commands {

namespace {

// Asks for what the command line left open; an empty answer, or no terminal any more, takes what is usual.
class Questions {
  public:
    Questions(const Arguments& arguments, bool asks) : arguments_(arguments), asks_(asks) {}

    std::string Answer(const char* option, const char* question, const std::string& usual) {
        if (arguments_.Has(option)) return arguments_.Value(option);
        if (!asks_) return usual;
        fmt::print("{}{}: ", question, usual.empty() ? "" : " [" + usual + "]");
        std::fflush(stdout);
        std::string line;
        if (!std::getline(std::cin, line)) asks_ = false;
        return line.empty() ? usual : line;
    }

  private:
    const Arguments& arguments_;
    bool asks_;
};

void AskAdministrator(const Arguments& arguments, Questions& questions, ProvinceWanted& wanted) {
    wanted.login = questions.Answer("admin", "Login of the first administrator", wanted.login);
    wanted.name =
        questions.Answer("admin-name", "Full name of the first administrator", arguments.Has("yes") ? "Quản trị hệ thống" : "");
}

ProvinceWanted Ask(const Arguments& arguments, bool own_settings) {
    Questions questions(arguments, !arguments.Has("yes"));
    ProvinceWanted wanted;
    if (own_settings) {
        wanted.units = questions.Answer("units", "A CSV of units; nothing for those that ship", "");
        AskAdministrator(arguments, questions, wanted);
        return wanted;
    }
    wanted.province = questions.Answer("province", "Name of the province, as papers print it", wanted.province);
    wanted.era = questions.Answer("era", "Two levels of 2025, or three of 2023 for training", wanted.era);
    wanted.submission = questions.Answer("submission", "Where people apply: national (the national portal) or local (here)",
                                         wanted.era == "2023" ? "local" : "national");
    wanted.units = questions.Answer("units", "A CSV of units; nothing for those that ship", "");
    wanted.base_url = questions.Answer("base-url", "The address people use, https://…; printed on papers and in codes", "");
    wanted.contact = questions.Answer("contact", "How people reach the one-stop, for the foot of every page", "");
    AskAdministrator(arguments, questions, wanted);
    return wanted;
}

}  // namespace

int Setup(const std::vector<std::string>& given) {
    auto options = kConfigurationOptions;
    options.insert(options.end(), {"province", "era", "submission", "units", "contact", "admin", "admin-name"});
    const auto arguments = ParseArguments(given, options, {"yes"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->words.empty())
        return Complain({"COMMAND_WORDS", Say("unknown word {1}; see dongson setup --help", arguments->words[0]), ""}, 2);
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    const auto& platform = (*house)->platform();
    // Before anybody answers eight questions for nothing.
    if (!IsEmpty(platform))
        return Complain({"SETUP_DONE", Say("{1} has accounts already; see dongson account --help", configuration->data), ""}, 1);
    const bool own_settings = HasOwnSettings(*configuration);
    for (const std::string option : {"province", "era", "submission", "base-url", "contact"})
        if (own_settings && arguments->Has(option))
            return Complain(
                {"SETUP_REFUSED", Say("--{1}: the settings stand in {2}; state it there", option, configuration->source), ""}, 2);
    const auto made = MakeProvince(platform, *configuration, Ask(*arguments, own_settings));
    if (!made) {
        int status = 0;
        for (const auto& refusal : made.error()) {
            const auto option = refusal.field.empty() ? std::string() : "--" + refusal.field + ": ";
            status = Complain({refusal.code, {option + refusal.sentence.Now(), {}}, ""}, 1);
        }
        return status;
    }
    std::vector<std::string> loaded;
    for (const auto& counted : made->loaded) loaded.push_back(counted.In(Language::english));
    fmt::print("{}\n{}\n\n", Join(loaded, ", "), made->configuration);
    fmt::print("First administrator: {}\nCode, once, until {}: {}\n\n", made->administrator.account.login,
               made->administrator.until.Local(), made->administrator.code);
    fmt::print("Next: dongson serve {}\nThen open /kich-hoat there, with the login and the code.\n", ToTypeAgain(*configuration));
    return 0;
}

}  // namespace dongson::commands
