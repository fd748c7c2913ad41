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

// For another hands in only who is known for certain: a number that was typed proves nothing (decision 0018).
std::optional<Refusal> RefuseForAnother(const Draft& draft, const DraftRules& rules) {
    if (!IsForAnother(draft.answers)) return std::nullopt;
    if (rules.form.in_person) return MandateForbidden();
    if (rules.citizen != nullptr && rules.citizen->Proven()) return std::nullopt;
    return Refusal{"MANDATE_NOT_PROVEN",
                   Say("Nộp thay người khác thì bạn phải xác minh danh tính trước, tại bộ phận một cửa bất kỳ."),
                   std::string(mandate_fields::kForWhom), RefusalKind::forbidden};
}

Refusals TakeApplicant(Draft& draft, const Answers& typed, const DraftRules& rules) {
    Refusals faults;
    Take(draft, typed, mandate_fields::kForWhom);
    if (auto refusal = RefuseForAnother(draft, rules)) faults.push_back(*std::move(refusal));
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

Refusals TakeMandate(Draft& draft, const Answers& typed, const DraftRules& rules) {
    using namespace mandate_fields;
    for (const auto field :
         {kApplicantName, kApplicantNumber, kApplicantBorn, kApplicantAddress, kApplicantPhone, kBasis, kFrom, kUntil})
        Take(draft, typed, field);
    draft.answers[std::string(kPowersField)] = ValuesOf(typed, kPowersField);
    Refusals faults;
    if (auto refusal = RefuseForAnother(draft, rules)) faults.push_back(*std::move(refusal));
    if (rules.citizen != nullptr) (void)ForWhom(draft, *rules.citizen, rules.today, faults);
    if (!rules.mandate_sent)
        faults.push_back({"MANDATE_PAPER", Say("Gửi ảnh chụp hoặc bản quét giấy cho phép nộp thay."), std::string(kPaper)});
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
    if (part.part == kPartPerson) return TakeApplicant(draft, part.typed, rules);
    if (part.part == kPartMandate) return TakeMandate(draft, part.typed, rules);
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
    if (IsForAnother(draft.answers)) parts.emplace_back(kPartMandate);
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

ForAnother ForWhom(const Draft& draft, const identity::Account& mandatary, Date today, Refusals& faults) {
    using namespace mandate_fields;
    const auto& answers = draft.answers;
    ForAnother wanted{.applicant = {}, .mandate = ReadMandate(answers, today, faults)};
    const bool organisation = wanted.mandate.basis == MandateBasis::organisation;
    wanted.mandate.account = mandatary.id;
    wanted.mandate.name = mandatary.name;
    wanted.mandate.number = mandatary.person_number;
    wanted.mandate.address = Answer(answers, "_dia_chi");
    wanted.mandate.phone = Answer(answers, "_dien_thoai");
    wanted.mandate.email = mandatary.email;
    wanted.applicant = {.account = {},
                        .kind = organisation ? identity::AccountKind::business : identity::AccountKind::citizen,
                        .name = OneSpaced(Answer(answers, kApplicantName)),
                        .number = std::string(Answer(answers, kApplicantNumber)),
                        .address = OneSpaced(Answer(answers, kApplicantAddress)),
                        .phone = std::string(Answer(answers, kApplicantPhone)),
                        .email = ""};
    auto& person = wanted.applicant;
    const auto fault = [&](const char* code, Sentence sentence, std::string_view field) {
        faults.push_back({code, std::move(sentence), std::string(field)});
    };
    if (Length(person.name) < 2 || Length(person.name) > 200)
        fault("NAME_MISSING", Say("Nhập họ và tên như trên thẻ căn cước, hoặc tên tổ chức."), kApplicantName);
    if (auto refusal = RefuseLettersOfName(person.name, std::string(kApplicantName))) faults.push_back(*std::move(refusal));
    if (Length(person.address) < 5 || Length(person.address) > 300)
        fault("DRAFT_ADDRESS", Say("Nhập địa chỉ, ít nhất là thôn hoặc phố và xã, phường."), kApplicantAddress);
    if (auto refusal = RefuseLetters(person.address, std::string(kApplicantAddress))) faults.push_back(*std::move(refusal));
    const auto number = identity::ParsePersonNumber(person.number, today);
    if (!number)
        fault("MANDATE_NUMBER", number.error().sentence, kApplicantNumber);
    else if ((number->kind == identity::NumberKind::tax) != organisation)
        fault("MANDATE_NUMBER",
              organisation ? Say("Nhập mã số thuế của tổ chức.")
                           : Say("Nhập số định danh cá nhân hoặc hộ chiếu, không phải mã số thuế."),
              kApplicantNumber);
    else if (number->number == mandatary.person_number)
        fault("MANDATE_ONESELF", Say("Đây là số của chính bạn. Nộp cho mình thì không cần ủy quyền."), kApplicantNumber);
    if (number) person.number = number->number;
    if (!person.phone.empty()) {
        if (const auto phone = identity::ParsePhone(person.phone))
            person.phone = *phone;
        else
            fault("MANDATE_PHONE", phone.error().sentence, kApplicantPhone);
    }
    if (organisation) return wanted;
    wanted.mandate.born = Date::ParseSpoken(Trim(Answer(answers, kApplicantBorn)));
    if (!wanted.mandate.born || *wanted.mandate.born > today)
        fault("ANSWER_NOT_A_DATE", Say("Nhập ngày sinh của người có hồ sơ, ví dụ 27/3/1955."), kApplicantBorn);
    else if (wanted.mandate.basis == MandateBasis::parent && !IsMinor(*wanted.mandate.born, today))
        fault(
            "MANDATE_OF_AGE",
            Say("Cha, mẹ nộp thay con chưa đủ 18 tuổi. Người đã đủ 18 tuổi thì cần giấy ủy quyền, hoặc người giám hộ nộp thay."),
            kBasis);
    return wanted;
}

}  // namespace dongson::one_stop
