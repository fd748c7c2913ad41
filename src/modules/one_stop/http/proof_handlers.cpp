// The sheet that is printed beside a result: the proof of the last that happened, as a code that a phone reads without a network.
#include "core/bytes.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/ledger/compact.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/pages/ledger_page.h"
#include "platform/organisation/directory.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

struct Printed {
    std::string content, drawing, link;
    Happening last;  // what it proves
};

// What the code holds, in words, to be compared with the papers it is printed for.
web::Html SummaryOf(const Platform& platform, const Dossier& dossier, const Happening& last) {
    using namespace web::short_names;
    const auto time = [](std::optional<Instant> at) { return at ? web::Time(*at) : web::TextOf("–"); };
    const auto unit = platform.units.Now()->NameOf(last.actor_unit);
    return web::SummaryList(
        {{Say("Thủ tục"), web::InVietnamese(dossier.procedure_name), {}},
         {Say("Số kết quả"), web::TextOf(dossier.result_number.empty() ? "–" : dossier.result_number), {}},
         {Say("Việc gần nhất"), Render(R"({} · {} {})", last.label.Now(), web::Time(last.at), web::InVietnamese(unit)), {}},
         {Say("Hẹn trả"), time(dossier.due == kNever ? std::nullopt : std::optional(dossier.due)), {}},
         {Say("Có kết quả"), time(dossier.finished), {}}});
}

std::optional<Printed> PrintedOf(const Platform& platform, const Dossier& dossier) {
    const auto happenings =
        platform.storage.Read([&](storage::Transaction& tx) { return DossierStore(tx).Happenings(dossier.id); });
    const auto proof = happenings.empty() ? std::nullopt : platform.ledger.ProofOf(happenings.back().ledger);
    const auto proven = ledger::CheckProof(proof.value_or(""), platform.ledger.Verifier());
    const auto compact = ledger::CompactProof(proof.value_or(""), platform.ledger.Verifier());
    if (!proven || !compact) return std::nullopt;
    const auto link = "/so-cai/kiem-chung#" + Base64Url(*compact);
    auto drawing = ledger::DrawQr(platform.base_url + link);
    if (!drawing) return std::nullopt;
    return Printed{proven->content, std::move(*drawing), link, happenings.back()};
}

// The sheet, or the drawing in it.
web::Response Sheet(const Platform& platform, const web::Request& http, const std::optional<Dossier>& dossier) {
    if (!dossier) return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", http.Parameter("code"))));
    auto printed = PrintedOf(platform, *dossier);
    if (!printed) {
        auto response = web::RefusalPage(
            {"LEDGER_PROOF_NOT_YET", Say("Chưa có tệp chứng nhận. Hãy thử lại sau vài giây."), "", RefusalKind::unavailable});
        response.With("retry-after", "2");
        return response;
    }
    if (http.path.ends_with(".svg")) return web::NoStore(web::Bytes(std::move(printed->drawing), "image/svg+xml"));
    return web::NoStore(web::Page(ledger::SheetPage({.code = dossier->code,
                                                     .content = std::move(printed->content),
                                                     .summary = SummaryOf(platform, *dossier, printed->last),
                                                     .image = http.path + "/ma.svg",
                                                     .link = std::move(printed->link)})));
}

}  // namespace

web::Response ShowMySheet(const CitizenRequest& request) {
    return Sheet(request.platform, request.http, Mine(request));
}

web::Response ShowOfficeSheet(const OfficerRequest& request) {
    const auto dossier = request.platform.storage.Read([&](storage::Transaction& tx) { return Readable(request, tx); });
    return Sheet(request.platform, request.http, dossier);
}

}  // namespace dongson::one_stop
