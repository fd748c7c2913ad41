#include <algorithm>

#include "core/collation.h"
#include "core/text.h"
#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/pages/question_pages.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/desk/case_files.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

using workflow::CasePaper;

std::optional<Incident> IncidentOf(const OfficerRequest& request, storage::Transaction& tx) {
    return IncidentStore(tx).GetByCode(request.http.Parameter("case"));
}

web::Response NoIncident() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có vụ việc này.")));
}

// The same for whoever was not asked: that there is an incident is not theirs to know.
web::Response NoQuestion() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có câu hỏi này gửi đơn vị bạn.")));
}

web::Response NoFile() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có tệp này.")));
}

desk::UnitsToAsk OfferedBy(const OfficerRequest& request, const Incident& incident) {
    return desk::UnitsToAskOn(*request.platform.units.Now(), request.platform.clock.Now().LocalDate(), incident.holder);
}

web::Response AskAgain(const OfficerRequest& request, const Incident& incident, const Refusal& refusal) {
    const auto& form = request.http.form;
    AskView view{.code = incident.code,
                 .version = incident.version,
                 .offered = OfferedBy(request, incident),
                 .before = desk::AskedIn(form),
                 .text = std::string(form.Value("ly_do")),
                 .share = form.Has("chia_se"),
                 .lost_files = std::ranges::any_of(form.files, [](const auto& file) { return file.size > 0; }),
                 .faults = {refusal}};
    return web::NoStore(web::Page(AskPage(view), web::StatusOf(refusal.kind)));
}

std::vector<CasePaper> SentWith(const std::vector<workflow::Happening>& happenings, std::int64_t in) {
    const auto found = std::ranges::find(happenings, in, &workflow::Happening::id);
    return found == happenings.end() ? std::vector<CasePaper>{} : found->files;
}

// What whoever is asked may read, and nothing for anybody else.
std::optional<QuestionView> QuestionOf(const OfficerRequest& request, storage::Transaction& tx) {
    const auto incident = IncidentOf(request, tx);
    if (!incident) return std::nullopt;
    auto question = QuestionPutTo(request.platform, tx, request.officer, *incident, ToNumber(request.http.Parameter("question")));
    if (!question) return std::nullopt;
    const auto happenings = workflow::CaseStore(tx).HappeningsWithFiles(incident->id);
    const auto units = request.platform.units.Now();
    return QuestionView{.code = incident->code,
                        .now = request.platform.clock.Now(),
                        .question = *question,
                        .asker = units->NameOf(incident->holder),
                        .unit = units->NameOf(question->unit),
                        .sent = SentWith(happenings, question->asked_in),
                        // What others answered with, or the centre dropped it with, is not theirs.
                        .answered = question->dropped ? std::vector<CasePaper>{} : SentWith(happenings, question->answered_in)};
}

web::Response QuestionAgain(const OfficerRequest& request, const Refusal& refusal) {
    auto view = request.platform.storage.Read([&](storage::Transaction& tx) { return QuestionOf(request, tx); });
    if (!view) return NoQuestion();
    view->faults = {refusal};
    view->typed = request.http.form.Value("ly_do");
    return web::NoStore(web::Page(QuestionPage(*view), web::StatusOf(refusal.kind)));
}

bool Has(const std::vector<CasePaper>& files, FileId id) {
    return std::ranges::find(files, id, &CasePaper::file) != files.end();
}

web::Response FileOr(const OfficerRequest& request, const std::optional<files::File>& file) {
    return file ? desk::FileResponse(request.platform, *file) : NoFile();
}

}  // namespace

web::Response ShowAsk(Centre&, const OfficerRequest& request) {
    const auto incident = request.platform.storage.Read([&](storage::Transaction& tx) { return IncidentOf(request, tx); });
    if (!incident) return NoIncident();
    return web::NoStore(
        web::Page(AskPage({.code = incident->code, .version = incident->version, .offered = OfferedBy(request, *incident)})));
}

web::Response AskUnitsOf(Centre&, const OfficerRequest& request) {
    const auto incident = request.platform.storage.Read([&](storage::Transaction& tx) { return IncidentOf(request, tx); });
    if (!incident) return NoIncident();
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return AskAgain(request, *incident, papers.error());
    const auto& form = request.http.form;
    const auto asked =
        AskOnIncident(request.platform, request.officer,
                      {.code = incident->code,
                       .expected_version = ToNumber(form.Value("phien_ban")),
                       .units = desk::AskedUnits(form),
                       .days = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("so_ngay")), 0, 1000)),
                       .text = std::string(form.Value("ly_do")),
                       .share = form.Has("chia_se"),
                       .papers = *std::move(papers),
                       .hours = desk::AskedHours(form)});
    if (!asked) return AskAgain(request, *incident, asked.error());
    return web::SeeOtherPage("/can-bo/an-ninh/vu-viec/" + incident->code);
}

web::Response DownloadIncidentFile(Centre&, const OfficerRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    return FileOr(request, request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<files::File> {
        const auto incident = IncidentOf(request, tx);
        if (!incident) return std::nullopt;
        const auto happenings = workflow::CaseStore(tx).HappeningsWithFiles(incident->id);
        const bool sent = std::ranges::any_of(happenings, [&](const auto& each) { return Has(each.files, id); });
        return sent ? files::FileStore::Find(tx, id) : std::nullopt;
    }));
}

web::Response ShowQuestion(Centre&, const OfficerRequest& request) {
    const auto view = request.platform.storage.Read([&](storage::Transaction& tx) { return QuestionOf(request, tx); });
    return view ? web::NoStore(web::Page(QuestionPage(*view))) : NoQuestion();
}

web::Response AnswerQuestion(Centre&, const OfficerRequest& request) {
    const auto view = request.platform.storage.Read([&](storage::Transaction& tx) { return QuestionOf(request, tx); });
    if (!view) return NoQuestion();
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return QuestionAgain(request, papers.error());
    const auto answered = AnswerOnIncident(request.platform, request.officer,
                                           {.code = view->code,
                                            .question = view->question.id,
                                            .text = std::string(request.http.form.Value("ly_do")),
                                            .papers = *std::move(papers)});
    if (!answered) return QuestionAgain(request, answered.error());
    return web::SeeOtherPage(QuestionPath(view->code, view->question.id));
}

web::Response DownloadQuestionFile(Centre&, const OfficerRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    return FileOr(request, request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<files::File> {
        const auto view = QuestionOf(request, tx);
        return view && (Has(view->sent, id) || Has(view->answered, id)) ? files::FileStore::Find(tx, id) : std::nullopt;
    }));
}

}  // namespace dongson::soc
