// Definitions taken out as one file, and brought back as proposals.
#include "core/read_file.h"
#include "core/text.h"
#include "modules/administration/http/editions.h"
#include "modules/administration/pages/archive_page.h"
#include "platform/identity/two_people.h"
#include "web/layout.h"

namespace dongson::administration {

using web::NoStore;

namespace {

web::Response Shown(const ArchiveView& view) {
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(ArchivePage(view), status));
}

// Once for all of them.
void TellWhoDecides(const OfficerRequest& request, const definitions::ArchiveTaken& taken) {
    std::int64_t proposed = 0;
    for (const auto& change : taken.changes) proposed += change.proposed.has_value();
    if (proposed == 0) return;
    const auto& author = request.officer.account;
    const auto sentence = Say("{1} đề nghị phê duyệt {2} bản định nghĩa từ một tệp. Xem ở Quản trị → Chờ xác nhận.", author.name,
                              std::to_string(proposed));
    request.platform.storage.MustWrite(
        [&](storage::Transaction& tx) { identity::TellAdministrators(request.platform, tx, {author.id}, sentence); });
}

}  // namespace

web::Response ShowArchive(const OfficerRequest&) {
    web::MarkActive("administration");
    return Shown({});
}

web::Response DownloadArchive(const OfficerRequest& request) {
    auto types = definitions::Types();
    if (const auto asked = request.http.Asked("loai"); !asked.empty()) {
        const auto* type = definitions::FindType(asked);
        if (type == nullptr) return NoDefinition();
        types = {type};
    }
    const auto& house = request.platform;
    const auto day = house.clock.Now().LocalDate();
    auto response =
        web::Bytes(definitions::Packed(definitions::HoldingOn(house.storage, house.clock, types, day)), "application/zip");
    response.With("content-disposition", "attachment; filename=\"dinh-nghia-" + day.Iso() + ".zip\"");
    return NoStore(std::move(response));
}

web::Response TakeArchiveBack(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto& form = request.http.form;
    ArchiveView view{.proposed = form.Value("viec") == "de-nghi", .reason = std::string(Trim(form.Value("ly_do")))};
    const auto* file = form.File("tep");
    const auto bytes = file == nullptr || file->size == 0 ? std::nullopt : ReadFile(file->path);
    if (!bytes) {
        view.faults.push_back({"FILE_NONE", Say("Chọn tệp định nghĩa."), "tep"});
        return Shown(view);
    }
    const auto& house = request.platform;
    auto taken = definitions::TakeArchive(house.storage, house.clock, house.ledger, WhoActs(request),
                                          {.bytes = *bytes, .reason = view.reason, .propose = view.proposed});
    if (!taken) {
        view.faults.push_back(taken.error());
        return Shown(view);
    }
    if (view.proposed) TellWhoDecides(request, *taken);
    view.taken = *std::move(taken);
    return Shown(view);
}

}  // namespace dongson::administration
