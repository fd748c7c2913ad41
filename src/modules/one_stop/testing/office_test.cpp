#include "modules/one_stop/testing/office.h"

#include <algorithm>

#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/form_definition.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/definitions/definitions.h"
#include "platform/identity/storage/account_store.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop::testing {

namespace {

Procedure AProcedure(const std::string& process, Date valid_from = Date::Of(2025, 7, 1)) {
    Procedure procedure;
    procedure.code = "9." + std::to_string(100000 + process.size() * 1000 + static_cast<unsigned char>(process[0]));
    procedure.name = "Thủ tục thử nghiệm " + process;
    procedure.domain = "Hộ tịch";
    procedure.process = process;
    procedure.department = "so-tu-phap";
    procedure.published = true;
    procedure.valid_from = valid_from;
    procedure.methods = {{Channel::online, calendar::Duration{5, calendar::DurationUnit::working_days},
                          Processes().at(process).Find("awaiting_fee") == nullptr ? 0 : 20000, "", "", ""}};
    procedure.papers = {{"", "Tờ khai", 1, 0, ""}};
    return procedure;
}

}  // namespace

Office::Office(storage::Engine engine, Opening opening) : BareHouse(engine, Instant::Parse(opening.at).value()) {
    const auto now = units.Now();
    const auto day = clock.Now().LocalDate();
    commune = now->FindByKey(opening.commune)->id;
    department = now->FindByKey("so-tu-phap")->id;
    other_department = now->FindByKey("so-xay-dung")->id;
    citizen = {.id = Fresh<AccountTag>(),
               .login = "038190001234",
               .name = "Lê Thị Hoa",
               .person_number = "038190001234",
               .born = Date::Of(1990, 3, 27),
               .phone = "0912345678"};
    stranger = {.id = Fresh<AccountTag>(),
                .login = "038190009999",
                .name = "Người Lạ",
                .person_number = "038190009999",
                .born = Date::Of(1990, 1, 1)};
    clerk = Appoint("motcua", commune, "clerk");
    specialist = Appoint("chuyenvien", commune, "specialist");
    second_specialist = Appoint("chuyenvien2", commune, "specialist");
    leader = Appoint("lanhdao", commune, "leader");
    asked = Appoint("sxd", other_department, "specialist");
    definitions::Definitions(*database, clock, FormDefinition()).EnterShipped();
    database->MustWrite([&](storage::Transaction& tx) {
        identity::AccountStore(tx).Insert(citizen);
        std::vector<Procedure> procedures;
        for (const auto& [key, process] : Processes())
            if (process.AppliesOn(day)) procedures.push_back(AProcedure(key, std::min(day, Date::Of(2025, 7, 1))));
        ProcedureStore(tx).Import(procedures);
    });
    as_citizen = Actor::Of(citizen);
    as_stranger = Actor::Of(stranger);
    as_clerk = Actor::Of(clerk);
    as_specialist = Actor::Of(specialist);
    as_second_specialist = Actor::Of(second_specialist);
    as_leader = Actor::Of(leader);
    as_asked = Actor::Of(asked);
}

identity::Officer Office::Appoint(const std::string& login, UnitId unit, identity::Role role) {
    identity::Officer officer{
        {.id = Fresh<AccountTag>(), .kind = identity::AccountKind::officer, .login = login, .name = "Cán bộ " + login},
        {{unit, role, "Chức vụ"}}};
    database->MustWrite([&](storage::Transaction& tx) {
        identity::AccountStore(tx).Insert(officer.account);
        identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
    });
    return officer;
}

NewPaper Office::AFile(const std::string& words) {
    const auto bytes = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n% " + words + "\n%%EOF\n";
    return {-1, {}, files.KeepBytes(bytes, "kem-theo.pdf").value()};
}

Dossier Office::ADossier(const std::string& process) {
    const auto procedure =
        database->Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(AProcedure(process).code); });
    Draft draft{.id = Fresh<DraftTag>(),
                .account = citizen.id,
                .procedure = procedure.value().id,
                .unit = commune,
                .answers = {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}},
                .done = {},
                .changed = clock.Now(),
                .dossier_code = ""};
    draft.done = Unfinished(draft, FormFor(ShippedForms(), *procedure));
    database->MustWrite([&](storage::Transaction& tx) { DraftStore(tx).Insert(draft); });
    return SubmitDossier(platform, citizen, draft.id).value();
}

Result<Dossier> Office::Do(const Actor& actor, const Dossier& dossier, std::string event, std::string reason) {
    Act act;
    act.code = dossier.code;
    act.event = std::move(event);
    act.expected_version = dossier.version;
    act.reason = std::move(reason);
    return Do(actor, std::move(act));
}

// Who pays pays cash, unless a test says how.
Result<Dossier> Office::Do(const Actor& actor, Act act) {
    if (act.payment.method.empty()) act.payment = {.method = "tien-mat", .payer = "", .reference = "", .kind = "phi"};
    return ActOnDossier(platform, actor, act);
}
Dossier Office::Reread(const std::string& code) {
    return database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Get(code).value(); });
}

std::vector<Happening> Office::Happenings(const Dossier& dossier) {
    return database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
}

int Office::InboxCount(const identity::Officer& officer, workflow::InboxView view) {
    return database->Read([&](storage::Transaction& tx) {
        return workflow::InboxStore(tx).Read(officer, view, clock.Now()).counts[static_cast<std::size_t>(view)];
    });
}

}  // namespace dongson::one_stop::testing
