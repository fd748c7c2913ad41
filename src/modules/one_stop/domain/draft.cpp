#include "modules/one_stop/domain/draft.h"

#include <algorithm>
#include <iterator>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/person_number.h"

namespace dongson::one_stop {

namespace {

const std::vector<std::string>& ValuesOf(const Answers& typed, std::string_view field) {
    static const std::vector<std::string> none;
    const auto found = typed.find(std::string(field));
    return found == typed.end() ? none : found->second;
}

// The field trimmed into the draft; returns what it then holds.
std::string Take(Draft& draft, const Answers& typed, std::string_view field) {
    auto text = std::string(Trim(Answer(typed, field)));
    draft.answers[std::string(field)] = {text};
    return text;
}

Refusals TakeUnit(Draft& draft, const Answers& typed, const DraftRules& rules) {
    const UnitId unit{ToNumber(Answer(typed, "don_vi"))};
    if (std::ranges::find(rules.units, unit, &organisation::Unit::id) == rules.units.end())
        return {{"DRAFT_UNIT", Say("Hãy chọn xã, phường bạn muốn nộp."), "don_vi"}};
    draft.unit = unit;
    return {};
}

Refusals TakeApplicant(Draft& draft, const Answers& typed) {
    Refusals faults;
    if (const auto phone = identity::ParsePhone(Take(draft, typed, "_dien_thoai")))
        draft.answers["_dien_thoai"] = {*phone};
    else
        faults.push_back({phone.error().code, phone.error().sentence, "_dien_thoai"});
    const auto address = Take(draft, typed, "_dia_chi");
    if (auto refusal = RefuseLetters(address, "_dia_chi")) faults.push_back(*std::move(refusal));
    if (Length(address) < 5)
        faults.push_back({"DRAFT_ADDRESS", Say("Nhập địa chỉ, ít nhất là thôn hoặc phố và xã, phường."), "_dia_chi"});
    return faults;
}

Refusals TakeDelivery(Draft& draft, const Answers& typed) {
    const auto chosen = Take(draft, typed, kDeliveryField);
    return CheckDelivery(ParseDelivery(chosen), Take(draft, typed, kDeliveryAddressField));
}

// Which papers are enough is for the applicant to say, and for the one-stop to check.
Refusals TakePapers(const Answers& typed) {
    if (Answer(typed, kStillMissing) != "co") return {};
    return {{"DRAFT_PAPERS", Say("Bạn cho biết giấy tờ chưa gửi đủ."), std::string(kStillMissing)}};
}

Refusals TakeSection(Draft& draft, const Answers& typed, const Section& section, Date today) {
    for (const auto& question : section.questions) draft.answers[question.key] = ValuesOf(typed, question.key);
    return CheckSection(section, draft.answers, today);
}

const Section* SectionOf(const Form& form, std::string_view part) {
    const auto found = std::ranges::find(form.sections, part, SectionPart);
    return found == form.sections.end() ? nullptr : &*found;
}

Refusals TakeFields(Draft& draft, const TypedPart& part, const DraftRules& rules) {
    if (part.part == kPartUnit) return TakeUnit(draft, part.typed, rules);
    if (part.part == kPartPerson) return TakeApplicant(draft, part.typed);
    if (part.part == kPartPapers) return TakePapers(part.typed);
    if (part.part == kPartDelivery) return TakeDelivery(draft, part.typed);
    if (const auto* section = SectionOf(rules.form, part.part)) return TakeSection(draft, part.typed, *section, rules.today);
    return {Refusal::NotFound(Say("Hồ sơ này không có mục {1}.", part.part))};
}

bool SayTheSame(const Words& one, const Words& other) {
    return one.vi == other.vi && one.en == other.en;
}

bool AsksTheSame(const Question& one, const Question& other) {
    return one.type == other.type && SayTheSame(one.label, other.label) && one.when.question == other.when.question &&
           one.when.values == other.when.values &&
           std::ranges::equal(one.options, other.options, [](const Option& left, const Option& right) {
               return left.value == right.value && SayTheSame(left.words, right.words);
           });
}

bool WasDone(const Draft& draft, std::string_view part) {
    return std::ranges::find(draft.done, part) != draft.done.end();
}

}  // namespace

Refusal NoDraft() {
    return Refusal::NotFound(Say("Không tìm thấy hồ sơ đang soạn này."));
}

std::string SectionPart(const Section& section) {
    return "phan/" + section.key;
}

bool IsDone(const Draft& draft, const Form& form, std::string_view part) {
    if (!WasDone(draft, part)) return false;
    const auto* section = SectionOf(form, part);
    return section == nullptr || std::ranges::all_of(section->questions, [&](const Question& question) {
               return !question.required || !IsAsked(question, draft.answers) || !Answer(draft.answers, question.key).empty();
           });
}

void Follow(Draft& draft, const Form& before, const Form& now) {
    for (const auto& section : now.sections)
        for (const auto& question : section.questions) {
            const auto* asked = before.FindQuestion(question.key);
            if (asked != nullptr && !AsksTheSame(*asked, question)) draft.answers.erase(question.key);
        }
    draft.form = now.edition;
}

std::vector<const Question*> NewQuestions(const Draft& draft, const Form& form) {
    std::vector<const Question*> fresh;
    for (const auto& section : form.sections) {
        if (!WasDone(draft, SectionPart(section))) continue;
        // Of a part that is taken every question is kept, the unanswered as well.
        for (const auto& question : section.questions)
            if (!draft.answers.contains(question.key)) fresh.push_back(&question);
    }
    return fresh;
}

std::vector<std::string> Unfinished(const Draft& draft, const Form& form) {
    std::vector<std::string> parts{std::string(kPartUnit), std::string(kPartPerson)};
    std::ranges::transform(form.sections, std::back_inserter(parts), SectionPart);
    parts.emplace_back(kPartPapers);
    parts.emplace_back(kPartDelivery);
    std::erase_if(parts, [&](const std::string& part) { return IsDone(draft, form, part); });
    return parts;
}

Refusals TakePart(Draft& draft, const TypedPart& part, const DraftRules& rules) {
    auto faults = TakeFields(draft, part, rules);
    std::erase(draft.done, part.part);
    if (faults.empty()) draft.done.push_back(part.part);
    return faults;
}

void KeepTyped(Draft& draft, const Answers& typed, const Form& form) {
    for (const auto& [field, values] : typed) {
        const bool asked = field != "_csrf" && (field.starts_with('_') || form.FindQuestion(field) != nullptr);
        if (asked) draft.answers[field] = values;
    }
}

Refusals WhatIsMissing(const Draft& draft, const Form& form, Date today) {
    Refusals faults;
    for (const auto& part : Unfinished(draft, form))
        if (!WasDone(draft, part))  // one that was done names the questions itself
            faults.push_back({"DRAFT_UNFINISHED", Say("Mục này chưa làm xong: {1}.", part), part});
    auto answers = draft.answers;
    for (const auto& section : form.sections)
        std::ranges::move(CheckSection(section, answers, today), std::back_inserter(faults));
    return faults;
}

Delivery DeliveryOf(const Draft& draft) {
    return ParseDelivery(Answer(draft.answers, kDeliveryField)).value_or(Delivery::counter);
}

}  // namespace dongson::one_stop
