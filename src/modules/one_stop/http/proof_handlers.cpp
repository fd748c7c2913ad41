// The proof of every step, as a file; and the sheet that is printed beside a result: the proof of the last that happened, as a
// code that a phone reads without a network.
#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/ledger/audit.h"
#include "platform/ledger/compact.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/pages/ledger_page.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/viewing.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response Missing(const web::Request& http) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", http.Parameter("code"))));
}

web::Response NotYet() {
    auto response = web::RefusalPage(
        {"LEDGER_PROOF_NOT_YET", Say("Chưa có tệp chứng nhận. Hãy thử lại sau vài giây."), "", RefusalKind::unavailable});
    response.With("retry-after", "2");
    return response;
}

enum class ProofReader : unsigned char { applicant, officer };

// A dossier somebody may read, and what of its steps they do.
struct ReadDossier {
    Dossier dossier;
    std::vector<Happening> happenings;
};

// The entry can only be handed out as it was signed, whole.
bool Withheld(const Dossier& dossier, const Happening& happening, ProofReader reader) {
    return reader == ProofReader::applicant && EntrySaysTooMuch(ProcessOf(dossier), happening);
}
web::Response NotForApplicants() {
    return web::RefusalPage(Refusal::Forbidden(Say(
        "Mục đã ký của bước này có lời cán bộ trao đổi với nhau, nên không gửi được. Tệp chứng nhận của các bước khác vẫn tải được.")));
}

// Of the step that the address names; without one, that it was handed in, when and what.
web::Response ProofFile(const Platform& platform, const web::Request& http, const std::optional<ReadDossier>& read,
                        ProofReader reader) {
    if (!read) return Missing(http);
    const auto& [dossier, happenings] = *read;
    const auto step = http.Parameter("step");
    const auto found = step.empty() ? happenings.begin() : std::ranges::find_if(happenings, [&](const Happening& happening) {
        return std::to_string(happening.id) == step;
    });
    if (found == happenings.end()) return web::RefusalPage(Refusal::NotFound(Say("Hồ sơ {1} không có bước này.", dossier.code)));
    if (Withheld(dossier, *found, reader)) return NotForApplicants();
    const auto proof = platform.ledger.ProofOf(found->ledger);
    if (!proof) return NotYet();
    const auto place = step.empty() ? "" : "-" + std::to_string(found - happenings.begin() + 1);
    auto response = web::Bytes(*proof, "text/plain; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"" + dossier.code + place + ".proof\"");
    return NoStore(std::move(response));
}

struct Printed {
    std::string content, link;
    std::optional<std::string> drawing;  // none: no code holds so much
    Happening last;                      // what it proves
};

using Lines = std::map<std::string, std::string, std::less<>>;

// What the entry says under a key; nothing when it has no such line.
std::optional<std::string> LineOf(const Lines& lines, std::string_view key) {
    const auto found = lines.find(key);
    return found == lines.end() ? std::nullopt : std::optional(found->second == "-" ? "–" : found->second);
}

web::Html MomentOf(const Lines& lines, std::string_view key) {
    const auto text = LineOf(lines, key).value_or("–");
    const auto at = ledger::MomentIn(text);
    return at ? web::Time(*at) : web::TextOf(text);
}

// What the entry holds, in words, to be compared with the papers it is printed for: nothing here is asked of the database.
web::Html SignedRows(const Lines& lines) {
    using namespace web::short_names;
    std::vector<web::Row> rows{{Say("Mã hồ sơ"), web::TextOf(LineOf(lines, "ma-ho-so").value_or("–")), {}}};
    if (const auto name = LineOf(lines, "ten-thu-tuc"))
        rows.push_back(
            {Say("Thủ tục"), Render(R"({} {})", web::InVietnamese(*name), LineOf(lines, "thu-tuc").value_or("–")), {}});
    rows.push_back({Say("Số kết quả"), web::TextOf(LineOf(lines, "so-ket-qua").value_or("–")), {}});
    const auto event = LineOf(lines, "viec").value_or(LineOf(lines, "su-kien").value_or("–"));
    rows.push_back(
        {Say("Việc gần nhất"),
         Render(R"({} · {} · {})", web::InVietnamese(event), MomentOf(lines, "thoi-diem"), LineOf(lines, "don-vi").value_or("–")),
         {}});
    rows.push_back({Say("Hẹn trả"), MomentOf(lines, "hen-tra"), {}});
    rows.push_back({Say("Có kết quả"), MomentOf(lines, "co-ket-qua"), {}});
    return web::SummaryList(rows);
}

// What helps to read it, and is the database's word alone. Entries of earlier versions do not name the procedure.
web::Html RowsBeside(const Platform& platform, const Dossier& dossier, const Happening& last, const Lines& lines) {
    std::vector<web::Row> rows;
    if (!lines.contains("ten-thu-tuc")) rows.push_back({Say("Thủ tục"), web::InVietnamese(dossier.procedure_name), {}});
    if (!lines.contains("viec")) rows.push_back({Say("Việc gần nhất"), web::InVietnamese(last.label.vi), {}});
    if (last.actor_unit)
        rows.push_back({Say("Tên đơn vị"), web::InVietnamese(platform.units.Now()->NameOf(last.actor_unit)), {}});
    return rows.empty() ? web::Html() : web::SummaryList(rows);
}

std::optional<Printed> PrintedOf(const Platform& platform, const std::vector<Happening>& happenings) {
    const auto proof = happenings.empty() ? std::nullopt : platform.ledger.ProofOf(happenings.back().ledger);
    const auto proven = ledger::CheckProof(proof.value_or(""), platform.ledger.Verifier());
    const auto compact = ledger::CompactProof(proof.value_or(""), platform.ledger.Verifier());
    if (!proven || !compact) return std::nullopt;
    const auto link = "/so-cai/kiem-chung#" + Base64Url(*compact);
    return Printed{proven->content, link, ledger::DrawQr(platform.base_url + link), happenings.back()};
}

// The sheet, or the drawing in it.
web::Response Sheet(const Platform& platform, const web::Request& http, const std::optional<ReadDossier>& read,
                    ProofReader reader) {
    if (!read) return Missing(http);
    const auto& [dossier, happenings] = *read;
    if (!happenings.empty() && Withheld(dossier, happenings.back(), reader)) return NotForApplicants();
    auto printed = PrintedOf(platform, happenings);
    if (!printed) return NotYet();
    if (http.path.ends_with(".svg"))
        return printed->drawing ? web::NoStore(web::Bytes(*std::move(printed->drawing), "image/svg+xml"))
                                : web::RefusalPage(Refusal::NotFound(Say("Mục này dài hơn mức một mã in chứa được.")));
    const auto lines = ledger::LinesIn(printed->content);
    const auto above = std::string_view(http.path).substr(0, http.path.rfind('/'));
    return web::NoStore(
        web::Page(ledger::SheetPage({.code = dossier.code,
                                     .content = std::move(printed->content),
                                     .signed_rows = SignedRows(lines),
                                     .rows_beside = RowsBeside(platform, dossier, printed->last, lines),
                                     .image = printed->drawing ? http.path + "/ma.svg" : "",
                                     .link = std::move(printed->link),
                                     .file = std::string(above) + "/chung-nhan/" + std::to_string(printed->last.id)})));
}

// What an officer opens of it the person can read of; the drawing belongs to the sheet it stands in.
std::optional<ReadDossier> Theirs(const OfficerRequest& request, const std::string& why) {
    auto read = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<ReadDossier> {
        auto dossier = Readable(request, tx);
        if (!dossier) return std::nullopt;
        auto happenings = HappeningsFor(request, tx, *dossier);
        return ReadDossier{*std::move(dossier), std::move(happenings)};
    });
    if (!read) return read;
    const auto record = request.http.path.ends_with(".svg") ? workflow::RecordViewOfPart : workflow::RecordView;
    record(request.platform, DossierKind(), request.officer, read->dossier, why);
    return read;
}

std::optional<ReadDossier> TheirOwn(const CitizenRequest& request) {
    return request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<ReadDossier> {
        auto dossier = Mine(request, tx);
        if (!dossier) return std::nullopt;
        auto happenings = workflow::CaseStore(tx).Happenings(dossier->id);
        std::erase_if(happenings, IsNote);
        return ReadDossier{*std::move(dossier), std::move(happenings)};
    });
}

}  // namespace

web::Response DownloadProof(const CitizenRequest& request) {
    return ProofFile(request.platform, request.http, TheirOwn(request), ProofReader::applicant);
}

web::Response DownloadOfficeProof(const OfficerRequest& request) {
    return ProofFile(request.platform, request.http, Theirs(request, "Tải tệp chứng nhận"), ProofReader::officer);
}

web::Response ShowMySheet(const CitizenRequest& request) {
    return Sheet(request.platform, request.http, TheirOwn(request), ProofReader::applicant);
}

web::Response ShowOfficeSheet(const OfficerRequest& request) {
    return Sheet(request.platform, request.http, Theirs(request, "Mở phiếu kiểm chứng"), ProofReader::officer);
}

}  // namespace dongson::one_stop
