// Definitions: the list, one of them, a version, the next one, and what is decided of it.
#include <algorithm>
#include <iterator>

#include "core/read_file.h"
#include "core/text.h"
#include "modules/administration/actions/withdraw_edition.h"
#include "modules/administration/http/editions.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/pages/definition_pages.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/two_people.h"
#include "web/layout.h"

namespace dongson::administration {

using definitions::Definitions;
using definitions::Edition;
using definitions::EditionId;
using web::NoStore;

namespace {

Date Today(const OfficerRequest& request) {
    return request.platform.clock.Now().LocalDate();
}

web::Response Answer(web::Html page, const Refusals& faults) {
    return NoStore(web::Page(std::move(page), faults.empty() ? 200 : web::StatusOf(faults.front().kind)));
}

// One in force is held against what was before it, every other against what is in force.
std::optional<Edition> ComparedWith(const std::vector<Edition>& history, const std::optional<Edition>& in_force,
                                    const Edition& edition) {
    if (in_force && in_force->id != edition.id) return in_force;
    for (const auto& older : history)
        if (older.version < edition.version && (older.Ships() || older.stage == definitions::Stage::approved)) return older;
    return std::nullopt;
}

// What shipped when the province last changed its own; where nothing is known of that, the province's own.
Edition ShippedBefore(const std::vector<Edition>& history, const Edition& shipped, const Edition& own) {
    const Edition* before = nullptr;
    for (const auto& edition : history)
        if (edition.Ships() && edition.id != shipped.id && edition.made <= own.made &&
            (before == nullptr || edition.made > before->made))
            before = &edition;
    return before == nullptr ? own : *before;
}

// To the field that shows it, else to its row, else to the text.
void PlaceFault(const EditView& view, const web::Form& typed, Refusal& fault) {
    if (fault.field == "noi_dung" || fault.field == "khoa") return;
    const auto& place = view.type->editor.place;
    fault.field = place == nullptr ? "" : place(view.editing, fault.field);
    if (fault.field.empty()) {
        fault.field = "noi_dung";
        return;
    }
    // Beside a field that was on the page nobody counts lines of a text.
    if (typed.Has(fault.field) && fault.code == "DEFINITION_FAULT" &&
        fault.sentence.vietnamese == Say("Dòng {1}: {2}").vietnamese)
        fault.sentence = {fault.sentence.arguments.back(), {}};
}

web::Response Shown(const OfficerRequest& request, const definitions::Type& type, Edition edition, Refusals faults = {}) {
    const auto all = Of(request, type);
    const auto today = Today(request);
    EditionView view{
        .type = &type, .edition = std::move(edition), .reader = request.officer.account.id, .faults = std::move(faults)};
    view.compared = ComparedWith(all.History(view.edition.key), all.InForce(view.edition.key, today), view.edition);
    if (view.compared) view.difference = definitions::DifferenceOf(view.compared->text, view.edition.text);
    if (view.compared && type.changes != nullptr) view.changes = type.changes(view.compared->text, view.edition.text);
    const auto in_force = all.InForce(view.edition.key, today);
    view.in_force = in_force && in_force->id == view.edition.id;
    if (view.edition.Open()) {
        const auto candidate = all.CandidateOf(view.edition.key, view.edition.text, view.edition.valid_from);
        request.platform.storage.Read([&](storage::Transaction& tx) {
            if (type.trial != nullptr) view.effects = type.trial(request.platform, tx, candidate, today);
            if (type.runs.tried != nullptr) view.tried = type.runs.tried(request.platform, tx, candidate, today);
            return 0;
        });
    }
    request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const auto& each : identity::ProposalStore(tx).Waiting(request.platform.clock.Now()))
            if (view.edition.id && WithdrawnBy(each.act) == view.edition.id) view.withdrawal = each;
        return 0;
    });
    if (view.edition.Open())
        for (const auto& coming : all.Coming(today))
            if (coming.key == view.edition.key && coming.stage == definitions::Stage::approved &&
                coming.valid_from > view.edition.valid_from)
                view.effects.push_back(
                    {Say("Từ {2} phiên bản {1} đã duyệt thay cả phiên bản này: cần cả hai thì rút bản ấy, soạn lại.",
                         std::to_string(coming.version), coming.valid_from.Spoken())});
    return Answer(EditionPage(view), view.faults);
}

// What was typed into the fields goes into the text; a file is the whole text, whatever the fields say.
void TakeFields(EditView& view, const web::Form& form, bool uploaded) {
    view.editing.text = view.draft.text;
    view.editing.save = true;
    if (view.type->editor.take == nullptr || view.draft.text.size() > definitions::kLongestText) return;
    const web::Form nothing;
    view.editing = view.type->editor.take(uploaded ? nothing : form, view.draft.text, view.draft.key);
    view.draft.text = view.editing.text;
    if (uploaded && form.Value("viec") == "kiem-tra") view.editing.save = false;
}

// The fields of the text, what is wrong with it, and what is asked by it.
web::Response Edited(const OfficerRequest& request, EditView view) {
    const auto& type = *view.type;
    if (type.editor.fields == nullptr) return Answer(EditPage(view), view.faults);
    const auto& key = view.draft.key;
    auto faults = Of(request, type).FaultsOfText(key, view.draft.text, view.draft.valid_from);
    // Nobody mends more at once.
    constexpr std::size_t kFaultsTold = 50;
    if (faults.size() > kFaultsTold) faults.resize(kFaultsTold);
    if (faults.empty()) view.preview = type.preview(view.draft.text);
    std::ranges::move(view.editing.faults, std::back_inserter(faults));
    for (auto& fault : faults) PlaceFault(view, request.http.form, fault);
    view.fields =
        request.platform.storage.Read([&](storage::Transaction& tx) { return type.editor.fields(tx, view.editing, faults); });
    std::erase_if(view.faults, [](const Refusal& fault) { return fault.code == "DEFINITION_FAULT"; });
    if (view.editing.tell_faults) std::ranges::move(faults, std::back_inserter(view.faults));
    return Answer(EditPage(view), view.faults);
}

// What was typed; a file takes the place of the text.
EditView TypedIn(const OfficerRequest& request, const definitions::Type& type, std::string key) {
    const auto& form = request.http.form;
    EditView view{.type = &type,
                  .draft = {.key = std::move(key),
                            .text = std::string(form.Value("noi_dung")),
                            .begun_from = ToNumber(form.Value("phien_ban")),
                            .valid_from = Today(request),
                            .reason = std::string(Trim(form.Value("ly_do")))},
                  .day = std::string(Trim(form.Value("tu_ngay")))};
    const auto* file = form.File("tep");
    const bool uploaded = file != nullptr && file->size > 0;
    if (uploaded) {
        if (static_cast<std::size_t>(file->size) <= definitions::kLongestText)
            view.draft.text = MendUtf8(ReadFile(file->path).value_or(""));
        else
            view.faults.push_back({"DEFINITION_TOO_LONG",
                                   Say("Nội dung dài nhất {1} KB.", std::to_string(definitions::kLongestText / 1000)), "tep"});
    }
    TakeFields(view, form, uploaded);
    if (const auto day = Date::ParseSpoken(view.day))
        view.draft.valid_from = *day;
    else
        view.faults.push_back({"DEFINITION_DAY", Say("Viết ngày như 29/8/2026."), "tu_ngay"});
    return view;
}

web::Response Saved(const OfficerRequest& request, EditView view) {
    const auto all = Of(request, *view.type);
    if (!view.editing.save && view.editing.faults.empty()) {
        view.faults.clear();  // nobody is done yet: the day and the reason may still be missing
        return Edited(request, std::move(view));
    }
    if (!view.faults.empty() || !view.editing.save) {
        if (view.editing.save) std::ranges::move(all.FaultsOf(view.draft), std::back_inserter(view.faults));
        return Edited(request, std::move(view));
    }
    const auto kept = all.Draft(WhoActs(request), view.draft);
    if (kept) return web::SeeOtherPage(PathOfEdition(*view.type, *kept));
    view.faults = kept.error();
    if (view.faults.front().code == "VERSION_CLASH") {
        // What was typed is kept; whoever saves again has seen what the other wrote.
        const auto newest = all.History(view.draft.key).front();
        view.clash = definitions::DifferenceOf(newest.text, view.draft.text);
        view.draft.begun_from = newest.version;
        view.is_new = false;
    }
    return Edited(request, std::move(view));
}

}  // namespace

web::Response ShowDefinitions(const OfficerRequest& request) {
    web::MarkActive("administration");
    std::vector<TypeView> types;
    for (const auto* type : definitions::Types()) {
        const auto all = Of(request, *type);
        types.push_back({.type = type, .in_force = all.InForce(Today(request)), .coming = all.Coming(Today(request))});
        for (const auto& edition : types.back().in_force)
            if (!edition.Ships() && all.ShippedSince(edition.key, Today(request)))
                types.back().shipped_since.push_back(edition.key);
        if (type->elsewhere.find == nullptr || request.http.Asked("loai") != type->key) continue;
        types.back().asked = std::string(Trim(request.http.Asked("q")));
        if (!types.back().asked.empty()) types.back().found = type->elsewhere.find(request.platform.storage, types.back().asked);
    }
    return NoStore(web::Page(DefinitionsPage(types)));
}

web::Response ShowDefinition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    if (type == nullptr) return NoDefinition();
    const auto all = Of(request, *type);
    DefinitionView view{.type = type, .key = std::string(request.http.Parameter("key"))};
    view.history = all.History(view.key);
    if (view.history.empty()) return NoDefinition();
    view.in_force = all.InForce(view.key, Today(request));
    view.events = all.Events(view.key);
    if ((type->sole || type->picture != nullptr) && view.in_force) view.preview = type->preview(view.in_force->text);
    if (type->runs.used != nullptr)
        view.used = request.platform.storage.Read(
            [&](storage::Transaction& tx) { return type->runs.used(tx, view.key, Today(request)); });
    view.shipped_since = all.ShippedSince(view.key, Today(request));
    if (view.shipped_since) {
        const auto before = ShippedBefore(view.history, *view.shipped_since, *view.in_force);
        view.shipped_changes = definitions::DifferenceOf(before.text, view.shipped_since->text);
    }
    return NoStore(web::Page(DefinitionPage(view)));
}

web::Response ShowNewDefinition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    if (type == nullptr || type->sole) return NoDefinition();
    EditView view{.type = type, .is_new = true, .draft = {.valid_from = Today(request)}, .day = Today(request).Spoken()};
    if (type->editor.blank != nullptr) view.draft.text = type->editor.blank();
    if (const auto other = Of(request, *type).InForce(request.http.Asked("theo"), Today(request)); other && type->copied)
        view.draft.text = other->text;
    view.editing.text = view.draft.text;
    return Edited(request, std::move(view));
}

web::Response MakeDefinition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    if (type == nullptr || type->sole) return NoDefinition();
    auto view = TypedIn(request, *type, std::string(Trim(request.http.form.Value("khoa"))));
    view.is_new = true;
    if (!Of(request, *type).History(view.draft.key).empty())
        view.faults.push_back(
            {"DEFINITION_TAKEN", Say("Đã có định nghĩa với khóa {1}.", view.draft.key), "khoa", RefusalKind::conflict});
    return Saved(request, std::move(view));
}

web::Response ShowEditing(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    if (type == nullptr) return NoDefinition();
    const auto history = Of(request, *type).History(request.http.Parameter("key"));
    if (history.empty()) return NoDefinition();
    const EditionId wanted{ToNumber(request.http.Asked("tu"))};
    // None asked for is none chosen: what ships may have no id of its own.
    const auto chosen = wanted ? std::ranges::find(history, wanted, &Edition::id) : history.end();
    const auto in_force = Of(request, *type).InForce(history.front().key, Today(request));
    const auto& from = chosen != history.end() ? *chosen : in_force ? *in_force : history.front();
    EditView view{
        .type = type,
        .draft = {.key = from.key, .text = from.text, .begun_from = history.front().version, .valid_from = Today(request)},
        .day = Today(request).Spoken()};
    if (wanted && !from.Ships()) view.draft.reason = Say("Trở lại phiên bản {1}", std::to_string(from.version)).Now();
    view.editing.text = view.draft.text;
    if (const auto part = request.http.Asked("mo"); !part.empty() && type->editor.take != nullptr) {
        web::Form opens;
        opens.fields = {{"viec", "mo:" + std::string(part)}};
        view.editing = type->editor.take(opens, view.draft.text, view.draft.key);
    }
    return Edited(request, std::move(view));
}

web::Response SaveDefinition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    if (type == nullptr || Of(request, *type).History(request.http.Parameter("key")).empty()) return NoDefinition();
    return Saved(request, TypedIn(request, *type, std::string(request.http.Parameter("key"))));
}

web::Response ShowEdition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    return edition ? Shown(request, *type, *std::move(edition)) : NoDefinition();
}

web::Response DownloadEdition(const OfficerRequest& request) {
    const auto* type = TypeOf(request);
    const auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    if (!edition) return NoDefinition();
    auto response = web::Bytes(edition->text, "application/yaml; charset=utf-8");
    response.With("content-disposition",
                  "attachment; filename=\"" + edition->key + "-" + std::to_string(edition->version) + ".yaml\"");
    return NoStore(std::move(response));
}

web::Response PreviewEdition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    const auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    return edition ? NoStore(web::Page(PreviewPage(*type, *edition))) : NoDefinition();
}

namespace {

void TellWhoApproves(const OfficerRequest& request, const definitions::Type& type, const Edition& edition) {
    const auto& author = request.officer.account;
    const auto sentence = Say("{1} đề nghị phê duyệt phiên bản {2} của {3} {4}. Xem ở Quản trị → Chờ xác nhận.", author.name,
                              std::to_string(edition.version), Say(std::string(type.name)).In(Language::vietnamese), edition.key);
    request.platform.storage.MustWrite(
        [&](storage::Transaction& tx) { identity::TellAdministrators(request.platform, tx, {author.id}, sentence); });
}

// What was approved waits for a second person.
web::Response Withdrawn(const OfficerRequest& request, const definitions::Type& type, Edition edition) {
    const auto by = identity::Manager::Of(request.officer.account);
    const auto done = identity::DoOrAsk(request.platform, by, Withdrawing(edition, request.http.form.Value("ly_do")));
    if (!done) return Shown(request, type, std::move(edition), done.error());
    return web::SeeOtherPage(done->asked ? "/can-bo/quan-tri/cho-xac-nhan" : PathOfEdition(type, edition));
}

}  // namespace

web::Response DecideEdition(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    if (!edition) return NoDefinition();
    const auto all = Of(request, *type);
    const auto by = WhoActs(request);
    const auto act = request.http.Parameter("act");
    const auto reason = request.http.form.Value("ly_do");
    Result<Edition> done = std::unexpected(Refusal::NotFound(Say("Không có định nghĩa này.")));
    if (act == "de-nghi") done = all.Propose(by, edition->id);
    if (act == "phe-duyet") done = all.Approve(by, edition->id, reason);
    if (act == "rut") return Withdrawn(request, *type, *std::move(edition));
    if (done && act == "de-nghi") TellWhoApproves(request, *type, *done);
    if (done) return web::SeeOtherPage(PathOfEdition(*type, *done));
    return Shown(request, *type, *std::move(edition), {done.error()});
}

}  // namespace dongson::administration
