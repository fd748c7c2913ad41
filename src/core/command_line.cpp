#include "core/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "core/yaml.h"

namespace dongson {

namespace {

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

}  // namespace

std::string Arguments::Value(std::string_view option, std::string_view otherwise) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string(otherwise) : found->second;
}

Result<Arguments> ParseArguments(const std::vector<std::string>& given, const std::vector<std::string>& with_value,
                                 const std::vector<std::string>& flags) {
    Arguments arguments;
    for (std::size_t index = 0; index < given.size(); ++index) {
        const auto& word = given[index];
        if (!word.starts_with("--")) {
            arguments.words.push_back(word);
            continue;
        }
        const auto name = word.substr(2);
        if (std::ranges::find(flags, name) != flags.end()) {
            arguments.options[name] = "true";
        } else if (std::ranges::find(with_value, name) != with_value.end()) {
            if (index + 1 == given.size()) return No("COMMAND_VALUE", Say("--{1} needs a value", name));
            arguments.options[name] = given[++index];
        } else {
            auto known = with_value;
            known.insert(known.end(), flags.begin(), flags.end());
            const auto near = Suggest(name, known);
            return No("COMMAND_OPTION", near.empty() ? Say("unknown option --{1}", name)
                                                     : Say("unknown option --{1}; did you mean --{2}?", name, near));
        }
    }
    return arguments;
}

int Complain(const Refusal& refusal, int status) {
    auto said = refusal.sentence.In(Language::english);
    // What stands in rows and files may be meant for the terminal that shows it.
    for (char& sign : said)
        if ((static_cast<unsigned char>(sign) < 0x20 && sign != '\n') || sign == 0x7F) sign = '?';
    fmt::print(stderr, "dongson: {}: {}\n", refusal.code, said);
    return status;
}

}  // namespace dongson
