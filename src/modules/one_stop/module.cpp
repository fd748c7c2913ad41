#include "modules/one_stop/module.h"

#include <fmt/format.h>

#include "core/declare_settings.h"
#include "core/embedded.h"
#include "core/log.h"
#include "core/read_file.h"
#include "core/stopping.h"
#include "modules/one_stop/actions/bind_procedures.h"
#include "modules/one_stop/actions/claim_dossiers.h"
#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/compare_procedures.h"
#include "modules/one_stop/actions/correct_person.h"
#include "modules/one_stop/actions/count_for_public.h"
#include "modules/one_stop/actions/destroy_dossiers.h"
#include "modules/one_stop/actions/fold_by_the_minute.h"
#include "modules/one_stop/actions/import_procedures.h"
#include "modules/one_stop/actions/keep_work.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/recount_due.h"
#include "modules/one_stop/actions/reverse_receipt.h"
#include "modules/one_stop/actions/set_retention.h"
#include "modules/one_stop/actions/settle_procedures.h"
#include "modules/one_stop/calendar_definition.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/demo.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/form_definition.h"
#include "modules/one_stop/http/routes.h"
#include "modules/one_stop/kept_of_people.h"
#include "modules/one_stop/lint.h"
#include "modules/one_stop/procedure_definition.h"
#include "modules/one_stop/process_definition.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/sealed_columns.h"
#include "platform/files/files.h"
#include "platform/identity/http/account_handlers.h"
#include "platform/identity/staff.h"
#include "platform/jobs/jobs.h"
#include "platform/workflow/applicants_case.h"
#include "platform/workflow/case_pages.h"
#include "platform/workflow/case_papers.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kKey = "one_stop";
constexpr std::string_view kCatalogue = "data/procedures/catalogue.jsonl";

class RunningOneStop final : public Running {
  public:
    explicit RunningOneStop(const Serving& serving) : serving_(serving) { identity::UseActs({RetentionAct()}); }
    std::string_view key() const override { return kKey; }
    void Routes(web::Router& site) override { one_stop::Routes(site); }
    void Start() override {
        if (serving_.Does("web")) KeepWithUnits(serving_.platform);  // before anyone waits for it
        if (!serving_.Does("jobs")) return;
        FollowCalendar(serving_.platform);
        ReleaseWorkDaily(serving_.platform);
        SettleProceduresDaily(serving_.platform);
        FoldByTheMinute(serving_.platform);
        DestroyWhatIsGranted(serving_.platform);
    }

  private:
    Serving serving_;
};

// A dossier as its applicant names it in a complaint: whoever decides it answers for it.
std::optional<workflow::ApplicantsCase> FindTheirDossier(const Platform& platform, storage::Transaction& tx,
                                                         std::string_view code, AccountId account) {
    const auto dossier = DossierStore(tx).Get(code);
    if (!dossier || !ReadsAsApplicant(*dossier, account, platform.clock.Now().LocalDate())) return std::nullopt;
    return workflow::ApplicantsCase{.subject = {DossierKind().key(), dossier->id.value},
                                    .title = dossier->procedure_name,
                                    .unit = dossier->competent ? dossier->competent : dossier->intake};
}

void Wire(const Platform& platform) {
    platform.jobs.Handle(std::string(workflow::kDrawPreview), [&files = platform.files](const jobs::Job& job) {
        // A paper that cannot be drawn is shown by its name alone; trying again would not help.
        if (files.Draw(job.payload)) return;
        if (Stopping()) throw std::runtime_error("the program ends");
        Log(Severity::info, "PREVIEW_NOT_DRAWN", {{"file", job.payload}});
    });
    workflow::UseCasePage(DossierKind().key(), "/can-bo/ho-so/");
    workflow::UseApplicantsCases(DossierKind().key(), FindTheirDossier);
    BindProceduresOfBefore(platform);
    identity::UseWhenProven(ClaimDossiers);
    identity::UseWhenPostsChange(
        [](const Platform& house, storage::Transaction& tx) { house.jobs.AddFollowing(tx, kReleaseWork, house.clock.Now()); });
}

Result<Loaded> Load(const Shipment& shipment) {
    const auto imported = ImportProcedures(shipment.platform, Embedded(kCatalogue), kCatalogue, shipment.era,
                                           shipment.demonstration ? Unstated::assigned : Unstated::not_offered);
    if (!imported) return std::unexpected(imported.error());
    const auto& counts = imported->counts;
    return Loaded{Say("{1} thủ tục", std::to_string(counts.added + counts.changed + counts.unchanged)), imported->report.Text()};
}

// The same as differences: nothing changes until somebody takes them in the administration room.
int Compare(const Platform& platform, const std::string& path, std::string_view bytes, bool only_good) {
    const auto compared = CompareList(platform, {{}, "dongson import"}, {.name = path, .jsonl = bytes, .only_good = only_good});
    if (!compared) {
        for (const auto& refusal : compared.error()) Complain(refusal, 1);
        return 1;
    }
    for (const auto& row : compared->wrong) fmt::print("left out: line {}: {}\n", row.line, row.why.In(Language::english));
    fmt::print(
        "{} new, {} changed, {} abolished, {} as before, {} not the province's\nDecide at {}/can-bo/quan-tri/danh-muc-thu-tuc/{}\n",
        compared->added, compared->changed, compared->abolished, compared->same, compared->not_ours, platform.base_url,
        ToText(compared->id));
    return 0;
}

// A national list of procedures, from a file.
int Import(const std::vector<std::string>& given, Premises& premises) {
    auto options = Premises::Options();
    options.emplace_back("era");
    const auto arguments = ParseArguments(given, options, {"differences", "only-good"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 1)
        return Complain({"COMMAND_FILE", Say("usage: dongson import procedures FILE --data DIR"), ""}, 2);
    const auto& path = arguments->words[0];
    const auto bytes = ReadFile(path);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", path), ""}, 2);
    // What only asks for decisions changes nothing under a server's feet.
    const auto company = arguments->Has("differences") ? Premises::Company::beside_a_server : Premises::Company::alone;
    const auto platform = premises.Open(*arguments, company);
    if (!platform) return Complain(platform.error(), 1);
    if (arguments->Has("differences")) return Compare(**platform, path, *bytes, arguments->Has("only-good"));
    const auto era =
        arguments->Value("era") == "2023" ? organisation::Era::three_levels_2023 : organisation::Era::two_levels_2025;
    const auto unstated = (*platform)->demonstration ? Unstated::assigned : Unstated::not_offered;
    const auto imported = ImportProcedures(**platform, *bytes, path, era, unstated);
    if (!imported) return Complain(imported.error(), 1);
    fmt::print("{}{} new, {} changed, {} as before\n", imported->report.Text(), imported->counts.added, imported->counts.changed,
               imported->counts.unchanged);
    if (imported->counts.behind_own > 0)
        fmt::print("{} of them wait behind what the province says otherwise\n", imported->counts.behind_own);
    return 0;
}

void Audit(const Platform& platform, ledger::Audit& audit) {
    AuditDossiers(platform, audit);
    AuditCashDays(platform, audit);
    AuditProcedures(platform, audit);
    AuditDestructions(platform, audit);
    AuditRetention(platform, audit);
}

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(kCapabilities), std::end(kCapabilities)},
        .navigation = {{"inbox", "/can-bo", Say("Việc cần làm"), "", "v"},
                       {"counter", "/can-bo/tai-quay", Say("Tiếp nhận tại quầy"), kReceive.key, "q"},
                       {"search", "/can-bo/tim", Say("Tìm hồ sơ"), "", "t"},
                       {"fees", "/can-bo/thu-phi", Say("Thu phí, lệ phí"), kCollect.key},
                       {"money", "/can-bo/thu-phi", Say("Tiền phí đã thu"), kCheckMoney.key},
                       {"register", "/can-bo/so-theo-doi", Say("Sổ theo dõi"), "", "s"},
                       {"report", "/can-bo/bao-cao", Say("Báo cáo"), "", "b"},
                       {"figures", "/can-bo/thong-ke", Say("Thống kê")},
                       {"records", "/can-bo/luu-tru", Say("Hồ sơ lưu"), kKeepRecords.key},
                       {"corrections", "/can-bo/sua-du-lieu", Say("Sửa dữ liệu cá nhân"), kDecide.key},
                       {"corrections", "/can-bo/sua-du-lieu", Say("Sửa dữ liệu cá nhân"), identity::kAdministrate.key},
                       {"retention", "/can-bo/luu-tru/thoi-han", Say("Thời hạn giữ hồ sơ"), identity::kAdministrate.key}},
        .header = {{"/thu-tuc", Say("Thủ tục")}, {"/tra-cuu", Say("Tra cứu hồ sơ")}},
        .footer = {{"/co-quan", Say("Cơ quan, liên hệ")},
                   {"/tro-giup", Say("Trợ giúp")},
                   {"/tro-giup/tiep-can", Say("Khả năng tiếp cận")},
                   {"/cong-khai", Say("Công khai kết quả")},
                   {"/tro-giup/du-lieu-ca-nhan", Say("Dữ liệu của bạn")}},
        .mine = {{"/ho-so", Say("Hồ sơ của tôi")}},
        .settings = {declare::Number(kKeepDraftsDays, "180", 30, 36500, "after so many days without a change a draft is deleted"),
                     declare::Number(
                         kReverseAlone, "500000", 0, 1'000'000'000,
                         "up to so many VND a cashier makes a receipt of the same open day void, or refunds it, alone")},
        .definitions = {&FormDefinition(), &ProcessDefinition(), &CalendarDefinition(), &ProcedureDefinition()},
        .keeps = KeptOfPeople(),
        .corrects = {DossierCorrects()},
        .seals = SealedColumns(),
        .tables = AddPublicTables,
        .wire = Wire,
        .load = Load,
        .demo = MakeDemo,
        .lint = LintShipped,
        .lint_live = LintLive,
        .audit = Audit,
        .commands =
            {{"import procedures", Import,
              "dongson import procedures FILE --data DIR [--database URL] [--era 2023|2025] [--differences [--only-good]]\n"
              "  Loads a catalogue of procedures; what did not change stays as it was, and what the province says\n"
              "  otherwise goes on holding. --differences changes nothing: an administrator takes or leaves each.\n"
              "  With it, may run beside a server.\n"}},
        .make = [](const Serving& serving) -> std::unique_ptr<Running> { return std::make_unique<RunningOneStop>(serving); },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::one_stop
