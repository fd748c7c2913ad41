#include "platform/ledger/http/routes.h"

#include <filesystem>

#include "core/embedded.h"
#include "core/text.h"
#include "platform/identity/audience.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/pages/ledger_page.h"
#include "web/layout.h"

namespace dongson::ledger {

namespace {

using identity::AnyRequest;

web::Response ShowCheckpoint(const AnyRequest& request) {
    auto response = web::Bytes(request.platform.ledger.CheckpointNote(), "text/plain; charset=utf-8");
    response.With("cache-control", "no-cache");
    return response;
}

web::Response ShowKey(const AnyRequest& request) {
    return web::Bytes(request.platform.ledger.Verifier() + "\n", "text/plain; charset=utf-8");
}

// tile/<L>/<N>[.p/<W>] and tile/entries/<N>[.p/<W>].
web::Response ShowTile(const AnyRequest& request) {
    const auto missing = [] { return web::Problem(Refusal::NotFound(Say("Sổ cái không có mảnh này."))); };
    const auto path = request.http.Parameter("tile");
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) return missing();
    const auto level_text = path.substr(0, slash);
    auto rest = path.substr(slash + 1);
    std::int64_t width = kTileWidth;
    if (const auto partial = rest.find(".p/"); partial != std::string_view::npos) {
        width = std::strtoll(std::string(rest.substr(partial + 3)).c_str(), nullptr, 10);
        rest = rest.substr(0, partial);
    }
    const int level = level_text == "entries"                                                  ? -1
                      : level_text.size() == 1 && level_text[0] >= '0' && level_text[0] <= '7' ? level_text[0] - '0'
                                                                                               : -2;
    const auto number = ParseTileNumber(rest);
    if (level == -2 || !number || width < 1 || width > kTileWidth) return missing();
    web::Response response;
    std::error_code error;
    if (const auto file = request.platform.ledger.TileFile(level, *number, width)) {
        response = web::Bytes("", "application/octet-stream");
        response.file = web::FileBody{*file, static_cast<std::int64_t>(std::filesystem::file_size(*file, error))};
    } else {
        auto tile = request.platform.ledger.Tile(level, *number, width);
        if (!tile) return missing();
        response = web::Bytes(std::move(*tile), "application/octet-stream");
    }
    if (error) return missing();
    // A tile never changes.
    response.With("cache-control", "public, max-age=31536000, immutable");
    return response;
}

web::Response ShowLedger(const AnyRequest& request) {
    const auto note = request.platform.ledger.CheckpointNote();
    return web::Page(LedgerPage({std::string(Split(note, '\n').at(1)), request.platform.ledger.Verifier()}));
}

web::Response ShowPrinted(const AnyRequest& request) {
    return web::Page(PrintedPage({request.platform.ledger.Verifier(), request.platform.ledger.WitnessKeys()}));
}

// Its address decides what it may answer for: /so-cai/ and below.
web::Response ShowOfflineWorker(const AnyRequest&) {
    auto response = web::Bytes(std::string(Embedded("assets/dist/khong-mang.js")), "application/javascript; charset=utf-8");
    response.With("cache-control", "no-cache");
    return response;
}

}  // namespace

void Routes(web::Router& site) {
    site.Get("/so-cai", identity::Anyone, ShowLedger);
    site.Get("/so-cai/checkpoint", identity::Anyone, ShowCheckpoint);
    site.Get("/so-cai/khoa", identity::Anyone, ShowKey);
    site.Get("/so-cai/kiem-chung", identity::Anyone, ShowPrinted);
    site.Get("/so-cai/khong-mang.js", identity::Anyone, ShowOfflineWorker);
    site.Get("/so-cai/tile/{tile…}", identity::Anyone, ShowTile);
}

}  // namespace dongson::ledger
