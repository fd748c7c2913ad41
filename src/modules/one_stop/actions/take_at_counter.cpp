#include "modules/one_stop/actions/take_at_counter.h"
#include "modules/one_stop/capabilities.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/domain/co_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "platform/identity/person_number.h"
#include "platform/identity/posts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/once.h"
#include "platform/workflow/viewing.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestName = 200, kLongestAddress = 300;

Refusals CheckPerson(Person& person, Date today) {
    Refusals faults;
    person.name = OneSpaced(person.name);
    person.address = OneSpaced(person.address);
    if (Length(person.name) < 2)
        faults.push_back({"NAME_MISSING", Say("Nhập họ và tên như trên thẻ căn cước, hoặc tên tổ chức."), "ho_ten"});
    for (const auto& refusal : {RefuseLettersOfName(person.name, "ho_ten"), RefuseLetters(person.address, "dia_chi")})
        if (refusal) faults.push_back(*refusal);
    if (const auto number = identity::ParsePersonNumber(person.number, today)) {
        person.number = number->number;
        if (number->kind == identity::NumberKind::tax) person.kind = identity::AccountKind::business;
    } else {
        faults.push_back({number.error().code, number.error().sentence, "so_dinh_danh"});
    }
    if (Length(person.name) > kLongestName)
        faults.push_back({"NAME_TOO_LONG", Say("Tên dài quá {1} ký tự.", std::to_string(kLongestName)), "ho_ten"});
    if (Length(person.address) > kLongestAddress)
        faults.push_back({"ADDRESS_TOO_LONG", Say("Địa chỉ dài quá {1} ký tự.", std::to_string(kLongestAddress)), "dia_chi"});
    if (!person.email.empty()) {
        if (auto email = identity::ParseEmail(person.email))
            person.email = *std::move(email);
        else
            faults.push_back({email.error().code, email.error().sentence, "thu_dien_tu"});
    }
    if (const auto phone = identity::ParsePhone(person.phone))
        person.phone = *phone;
    else
        faults.push_back({phone.error().code, phone.error().sentence, "so_dien_thoai"});
    return faults;
}

bool IsCommuneToday(const Platform& platform, UnitId unit, Date today) {
    const auto directory = platform.units.Now();
    const auto communes = directory->Existing(organisation::Level::commune, today);
    return std::ranges::find(communes, unit, &organisation::Unit::id) != communes.end();
}

// Who stands at the counter for the person; nobody when nobody is named. The clerk has their card before them.
std::optional<Mandate> MandateOf(const WalkIn& walk_in, bool in_person, Date today, Refusals& faults) {
    using namespace mandate_fields;
    const auto name = OneSpaced(Answer(walk_in.mandatary, kName));
    if (walk_in.mandatary.empty()) return std::nullopt;
    if (Length(name) < 2)
        faults.push_back({"NAME_MISSING", Say("Ghi họ và tên người nộp thay, như trên thẻ căn cước."), std::string(kName)});
    auto mandate = ReadMandate(walk_in.mandatary, today, faults);
    mandate.name = name;
    mandate.address = OneSpaced(Answer(walk_in.mandatary, kAddress));
    const auto fault = [&](const Refusal& refusal, std::string_view field) {
        faults.push_back({refusal.code, refusal.sentence, std::string(field), refusal.kind});
    };
    if (in_person) fault(MandateForbidden(), kName);
    if (const auto refusal = RefuseLettersOfName(name, std::string(kName))) faults.push_back(*refusal);
    if (const auto refusal = RefuseLetters(mandate.address, std::string(kAddress))) faults.push_back(*refusal);
    if (Length(name) > kLongestName || Length(mandate.address) > kLongestAddress)
        faults.push_back({"NAME_TOO_LONG", Say("Tên hoặc địa chỉ dài quá."), std::string(kName)});
    if (const auto number = identity::ParsePersonNumber(Answer(walk_in.mandatary, kNumber), today); !number)
        fault(number.error(), kNumber);
    else if (mandate.number = number->number; mandate.number == walk_in.person.number)
        faults.push_back({"MANDATE_ONESELF", Say("Người nộp thay và chủ hồ sơ là một người."), std::string(kNumber)});
    if (const auto phone = identity::ParsePhone(Answer(walk_in.mandatary, kPhone)))
        mandate.phone = *phone;
    else
        fault(phone.error(), kPhone);
    if (std::ranges::find(walk_in.papers, kMandatePaper, &NewPaper::component) == walk_in.papers.end())
        faults.push_back({"MANDATE_PAPER", Say("Gửi ảnh chụp hoặc bản quét giấy cho phép nộp thay."), std::string(kPaper)});
    return mandate;
}

// Everybody whom the form names, and the person; whoever proved the number reads the dossier online.
std::vector<CoApplicant> TogetherAtCounter(Transaction& tx, const WalkIn& walk_in, const Person& person, Instant now) {
    const auto form = FormFor(*FormsOf(tx, now.LocalDate()), walk_in.procedure);
    auto named = NamedBeside(form, walk_in.answers, person.number);
    if (named.empty()) return {};
    named.push_back({person.number, person.name});
    std::vector<CoApplicant> together;
    for (const auto& each : named) {
        const auto account = identity::AccountStore(tx).GetByLogin(each.number);
        together.push_back({.number = each.number,
                            .name = each.name,
                            .account = account && account->Proven() ? account->id : AccountId{},
                            .code = "",
                            .until = now,
                            .confirmed_digest = "",
                            .confirmed = now,
                            .refused = {},
                            .refused_why = "",
                            .withdraws = {}});
    }
    return together;
}

// What makes two walk-ins the same: everything the key stands for.
std::string BodyOf(const WalkIn& walk_in) {
    const auto& person = walk_in.person;
    std::string body =
        walk_in.procedure.code + "\n" + AnswersToJson(walk_in.answers) + "\n" + ToText(walk_in.competent.value_or(UnitId{}));
    for (const auto& part : {person.name, person.number, person.address, person.phone, person.email})
        body += "\n" + std::to_string(part.size()) + " " + part;
    for (const auto& paper : walk_in.papers) body += "\n" + std::to_string(paper.component) + " " + paper.kept.digest;
    for (const auto& each : walk_in.handed_in.components)
        body += "\n" + std::to_string(each.component) + " " + std::to_string(each.originals) + " " +
                std::to_string(each.certified) + " " + std::to_string(each.copies);
    if (!walk_in.mandatary.empty()) body += "\n" + AnswersToJson(walk_in.mandatary);
    body += "\n" + std::string(DeliverySlug(walk_in.delivery.value_or(Delivery::counter))) + " " + walk_in.delivery_address;
    return body + "\n" + std::to_string(walk_in.handed_in.sets);
}

// Of those the clerk's units may read: what somebody has open elsewhere is told to no counter for a typed number.
std::vector<AlikeDossier> OpenAlike(Transaction& tx, const identity::Officer& clerk, std::string_view number,
                                    std::string_view procedure_code) {
    constexpr int kMost = 5;
    std::map<CaseId, AlikeDossier> found;
    std::set<UnitId> units;
    for (const auto& appointment : clerk.appointments) {
        units.insert(appointment.unit);
        units.insert(appointment.formerly.begin(), appointment.formerly.end());
    }
    for (const auto unit : units)
        for (const auto& dossier : DossierStore(tx).OpenAlike(number, procedure_code, unit, kMost))
            found.try_emplace(dossier.id, dossier.code, dossier.intake, dossier.submitted);
    std::vector<AlikeDossier> alike;
    alike.reserve(found.size());
    for (auto& [id, dossier] : found) alike.push_back(std::move(dossier));
    std::ranges::stable_sort(alike, std::ranges::greater{}, &AlikeDossier::submitted);
    if (alike.size() > kMost) alike.resize(kMost);
    return alike;
}

}  // namespace

Refusals CheckWalkIn(const Platform& platform, WalkIn& walk_in) {
    const auto today = platform.clock.Now().LocalDate();
    auto faults = CheckPerson(walk_in.person, today);
    if (auto refusal = RefuseAudience(walk_in.procedure, walk_in.person.kind)) faults.push_back(*std::move(refusal));
    const auto form = FormFor(*FormsOf(platform.storage, today), walk_in.procedure);
    walk_in.form = form.edition;
    if (walk_in.shown && walk_in.shown != walk_in.form) faults.push_back(FormChanged());
    if (const auto named = NamedBeside(form, walk_in.answers, walk_in.person.number); !named.empty() && !walk_in.all_present)
        faults.push_back({"CO_APPLICANTS_PRESENT",
                          Say("Hồ sơ có người cùng nộp ({1}): mọi người phải có mặt, và cán bộ đã xem giấy tờ của từng người.",
                              named.front().name),
                          std::string(kAllPresentField)});
    if (auto refusal = RefuseNamedTwice(form, walk_in.answers)) faults.push_back(*std::move(refusal));
    (void)MandateOf(walk_in, form.in_person, today, faults);
    for (const auto& section : form.sections)
        std::ranges::move(CheckSection(section, walk_in.answers, today), std::back_inserter(faults));
    walk_in.answers = OnlyAsked(form, walk_in.answers);
    std::ranges::move(CheckDelivery(walk_in.delivery, walk_in.delivery_address), std::back_inserter(faults));
    std::erase_if(walk_in.handed_in.components, [&](const ComponentCount& count) {
        return walk_in.procedure.ComponentOrOther(count.component) != count.component;
    });
    if (auto refusal = RefuseCounts(walk_in.handed_in)) faults.push_back(*std::move(refusal));
    if (walk_in.competent && !IsCommuneToday(platform, *walk_in.competent, today))
        faults.push_back({"COUNTER_UNIT", Say("Hãy chọn xã, phường giải quyết."), "noi_giai_quyet"});
    return faults;
}

std::vector<AlikeDossier> AlikeAt(const Platform& platform, const identity::Officer& clerk, std::string_view typed_number,
                                  const Procedure& procedure) {
    const auto number = identity::ParsePersonNumber(typed_number, platform.clock.Now().LocalDate());
    if (!number) return {};
    return platform.storage.Read([&](Transaction& tx) { return OpenAlike(tx, clerk, number->number, procedure.code); });
}

KnownPerson WhoIsKnown(const Platform& platform, const identity::Officer& clerk, std::string_view typed_number,
                       const Procedure& procedure) {
    const auto today = platform.clock.Now().LocalDate();
    const auto number = identity::ParsePersonNumber(typed_number, today);
    if (!number) return {};
    std::optional<Dossier> newest;
    auto known = platform.storage.Read([&](Transaction& tx) {
        DossierStore dossiers(tx);
        KnownPerson seen{.person = {}, .alike = OpenAlike(tx, clerk, number->number, procedure.code)};
        for (const auto unit : platform.units.Now()->ActsFor(clerk.UnitFor(kReceive), today))
            if (auto found = dossiers.NewestOfNumber(number->number, unit);
                found && (!newest || newest->submitted < found->submitted))
                newest = std::move(found);
        return seen;
    });
    if (!newest) return known;
    workflow::RecordViewOfPart(platform, DossierKind(), clerk, *newest, "Điền thông tin người đến quầy");
    known.person = std::move(newest->person);
    return known;
}

std::expected<Dossier, Refusals> TakeAtCounter(const Platform& platform, const identity::Officer& clerk, WalkIn& walk_in,
                                               const std::string& key) {
    // A form belongs to the counter it was opened at, whatever unit the clerk works in by the time it is sent.
    const auto counter = walk_in.counter ? walk_in.counter : clerk.UnitFor(kReceive);
    if (!counter || !clerk.May(counter, kReceive))
        return std::unexpected(Refusals{Refusal::Forbidden(Say("Chỉ cán bộ một cửa của đơn vị mới tiếp nhận tại quầy được."))});
    if (auto refusal = workflow::RefuseShortKey(key)) return std::unexpected(Refusals{*std::move(refusal)});
    if (auto faults = CheckWalkIn(platform, walk_in); !faults.empty()) return std::unexpected(std::move(faults));
    NewDossier wanted{.procedure = walk_in.procedure,
                      .person = walk_in.person,
                      .channel = Channel::counter,
                      .helper = counter,
                      .intake = counter,
                      .competent = walk_in.competent.value_or(counter),
                      .answers = walk_in.answers,
                      .form = walk_in.form,
                      .summary = "",
                      .delivery = walk_in.delivery.value_or(Delivery::counter),
                      .delivery_address = walk_in.delivery_address,
                      .papers = walk_in.papers,
                      .handed_in = walk_in.handed_in};
    Refusals checked;  // above
    wanted.mandate = MandateOf(walk_in, false, platform.clock.Now().LocalDate(), checked);
    const workflow::Once once{
        .account = clerk.account.id, .unit = counter, .act = "take_at_counter", .key = key, .body = BodyOf(walk_in)};
    auto dossier = platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        DossierStore dossiers(tx);
        const auto now = platform.clock.Now();
        const auto claimed = workflow::ClaimKey(tx, once, now);
        if (!claimed) return std::unexpected(claimed.error());
        if (!claimed->empty()) return *dossiers.Get(*claimed);
        if (const auto alike = OpenAlike(tx, clerk, wanted.person.number, wanted.procedure.code);
            !alike.empty() && !walk_in.despite_alike)
            return std::unexpected(Refusal{
                "COUNTER_ALIKE",
                Say("Người này đang có hồ sơ cùng thủ tục chưa kết thúc, nộp ngày {1} tại {2}. Nếu vẫn lập thêm, hãy đánh dấu vào ô xác nhận.",
                    alike.front().submitted.LocalDate().Spoken(), platform.units.Now()->NameOf(alike.front().intake)),
                std::string(kDespiteAlikeField), RefusalKind::conflict});
        // The clerk has the person before them: the dossier is theirs if they proved the number; who only typed it gets nothing.
        const auto holder = identity::AccountStore(tx).GetByLogin(wanted.person.number);
        wanted.person.account = holder && holder->Proven() ? holder->id : AccountId{};
        wanted.together = TogetherAtCounter(tx, walk_in, wanted.person, now);
        // Who acts for them reads it online only if they proved who they are.
        if (wanted.mandate)
            if (const auto mandatary = identity::AccountStore(tx).GetByLogin(wanted.mandate->number);
                mandatary && mandatary->Proven()) {
                wanted.mandate->account = mandatary->id;
                wanted.mandate->email = mandatary->email;
            }
        auto opened = OpenDossier(platform, tx, wanted, Actor::Of(clerk, counter, kReceive), now);
        workflow::KeepReference(tx, once, opened.code);
        return opened;
    });
    if (!dossier) return std::unexpected(Refusals{dossier.error()});
    return *std::move(dossier);
}

}  // namespace dongson::one_stop
