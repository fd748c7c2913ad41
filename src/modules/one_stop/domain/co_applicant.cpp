#include "modules/one_stop/domain/co_applicant.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
constexpr std::size_t kGroup = 4, kGroups = 3;

}  // namespace

bool Together::AllConfirmed() const {
    return std::ranges::all_of(people, [&](const CoApplicant& each) { return each.Confirmed(digest, now); });
}

std::vector<NamedApplicant> NamedBeside(const Form& form, const Answers& answers, std::string_view own_number) {
    std::vector<NamedApplicant> named;
    for (const auto& each : form.applicants) {
        const auto* question = form.FindQuestion(each.number);
        if (question == nullptr || !IsAsked(*question, answers)) continue;
        const std::string number(Trim(Answer(answers, each.number)));
        if (number.empty() || number == own_number) continue;
        if (std::ranges::find(named, number, &NamedApplicant::number) == named.end())
            named.push_back({number, std::string(Answer(answers, each.name))});
    }
    return named;
}

std::optional<Refusal> RefuseNamedTwice(const Form& form, const Answers& answers) {
    std::vector<std::string> numbers;
    for (const auto& each : form.applicants) {
        const auto* question = form.FindQuestion(each.number);
        if (question == nullptr || !IsAsked(*question, answers)) continue;
        std::string number(Trim(Answer(answers, each.number)));
        if (number.empty()) continue;
        if (std::ranges::find(numbers, number) != numbers.end())
            return Refusal{"CO_APPLICANT_TWICE",
                           Say("Số định danh này đã ghi cho người cùng nộp khác. Mỗi người ghi số của mình."), each.number,
                           RefusalKind::invalid};
        numbers.push_back(std::move(number));
    }
    return std::nullopt;
}

std::string DigestOf(const Draft& draft, const std::vector<CasePaper>& papers) {
    auto text =
        ToText(draft.procedure) + "\n" + ToText(draft.unit) + "\n" + ToText(draft.form) + "\n" + AnswersToJson(draft.answers);
    for (const auto& paper : papers) text += "\n" + std::to_string(paper.component) + " " + paper.digest + " " + paper.name;
    return Hex(BytesOf(Digest(text)));
}

std::string FreshInvitation() {
    std::string code;
    for (const auto byte : RandomBytes(kGroup * kGroups)) {
        if (code.size() % (kGroup + 1) == kGroup) code += '-';
        code += kLetters[static_cast<unsigned char>(byte) % kLetters.size()];
    }
    return code;
}

std::string CleanInvitation(std::string_view typed) {
    std::string letters, code;
    for (char c : typed) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (kLetters.find(c) != std::string_view::npos) letters += c;
    }
    for (std::size_t place = 0; place < letters.size(); ++place) {
        if (place > 0 && place % kGroup == 0) code += '-';
        code += letters[place];
    }
    return code;
}

}  // namespace dongson::one_stop
